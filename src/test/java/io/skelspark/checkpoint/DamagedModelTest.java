package io.skelspark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.Damage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;

/** Whatever bytes a safetensors file holds, reading gives a model or an exception that names the file. */
class DamagedModelTest {
    private static final String SEED = "20262";

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("damaged");
    }

    @AfterContainer
    static void removeFolder() {
        FileUtil.fullyDelete(folder.toFile());
    }

    @Provide
    Arbitrary<List<Damage>> damage() {
        return Damage.some();
    }

    @Property(seed = SEED)
    void safetensors(@ForAll("damage") List<Damage> damage) throws IOException {
        byte[] sound = SafetensorsTest.file(
                "{\"__metadata__\":{\"format\":\"pt\"},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[8,16]}}",
                ByteBuffer.allocate(16));
        Path file = Files.write(folder.resolve("model.safetensors"), Damage.apply(sound, damage));
        Damage.bounded(() -> {
            try {
                ModelFile.read(file.toString(), new Configuration(false));
            } catch (IOException refused) {
                assertThat(refused).hasMessageContaining("model.safetensors");
            }
        });
    }
}

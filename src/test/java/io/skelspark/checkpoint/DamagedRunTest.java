package io.skelspark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.Damage;
import io.skelspark.train.CheckpointStore.SavedModel;
import io.skelspark.train.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

/** Whatever the files of a run hold, they are read, or refused by an exception that names the file. */
class DamagedRunTest {
    private static final String SEED = "20264";
    private static final String STEP = "{\"lr\":0.1,\"data_time\":0.01,\"loss\":1.5,\"top1_acc\":0.25,\"top5_acc\":1.0,"
            + "\"time\":0.2,\"epoch\":1,\"epoch_iter\":5,\"iter\":5,\"step\":5}\n";
    private static final String VALIDATION =
            "{\"acc/top1\":0.5,\"acc/top5\":1.0,\"acc/mean1\":0.4,\"time\":1.5,\"step\":1}\n";

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static RunFolder run;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static byte[] model;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("damaged");
        run = new RunFolder(folder.toString(), new Configuration(false));
        run.save(SavedModel.LAST, RunFolderTest.at(1, 0));
        model = Files.readAllBytes(folder.resolve("last.safetensors"));
    }

    @AfterContainer
    static void removeFolder() {
        FileUtil.fullyDelete(folder.toFile());
    }

    @Provide
    Arbitrary<List<Damage>> damage() {
        return Damage.some();
    }

    private static void damaged(String name, byte[] sound, List<Damage> damage) throws IOException {
        Files.deleteIfExists(folder.resolve("." + name + ".crc"));
        Files.write(folder.resolve(name), Damage.apply(sound, damage));
    }

    @Property(seed = SEED)
    void metrics(@ForAll("damage") List<Damage> damage) throws IOException {
        damaged("metrics.jsonl", (STEP + VALIDATION + STEP).getBytes(StandardCharsets.UTF_8), damage);
        Damage.bounded(() -> {
            MetricsLog.read(run);
            new MetricsLog(run, Progress.between(5, 0, 0), line -> assertThat(line)
                            .contains("metrics.jsonl, line "))
                    .write();
        });
    }

    @Property(seed = SEED)
    void model(@ForAll("damage") List<Damage> damage) throws IOException {
        damaged("last.safetensors", model, damage);
        Damage.bounded(() -> {
            try {
                run.newestOrigin();
                run.model(SavedModel.LAST, RunFolderTest.LAYOUT);
            } catch (UncheckedIOException refused) {
                assertThat(refused).hasMessageContaining("last.safetensors");
            }
        });
    }
}

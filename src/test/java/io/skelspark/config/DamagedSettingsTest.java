package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.Damage;
import io.skelspark.skeleton.Adjacency;
import io.skelspark.skeleton.Graph;
import io.skelspark.skeleton.Layout;
import java.io.IOException;
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
import org.apache.hadoop.fs.FileUtil;

/** Whatever a file of settings or of a layout holds, it is read, or refused by one line that names what is wrong. */
class DamagedSettingsTest {
    private static final String SEED = "20263";

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

    private static String damaged(String sound, String name, List<Damage> damage) throws IOException {
        byte[] bytes = Damage.apply(sound.getBytes(StandardCharsets.UTF_8), damage);
        return Files.write(folder.resolve(name), bytes).toString();
    }

    @Property(seed = SEED)
    void layout(@ForAll("damage") List<Damage> damage) throws IOException {
        String file = damaged(Files.readString(Path.of("conf/layout/coco.conf")), "layout.conf", damage);
        Damage.bounded(() -> {
            try {
                Layout layout = LayoutConfig.load(file);
                layout.mirroredJoints();
                layout.mirroredLimbs();
                new Graph(layout).adjacency(new Adjacency.Spatial());
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("layout.conf");
            }
        });
    }

    @Property(seed = SEED)
    void job(@ForAll("damage") List<Damage> damage) throws IOException {
        String included = Path.of("conf").toAbsolutePath().toString();
        String sound = Files.readString(Path.of("jobs/sample.conf")).replace("../conf", included);
        settings(damaged(sound, "job.conf", damage));
    }

    /** The other files of the settings, in the place of those that a job includes. */
    @Property(seed = SEED)
    void dataset(@ForAll("damage") List<Damage> damage) throws IOException {
        included("conf/dataset/sample.conf", damage);
    }

    @Property(seed = SEED)
    void base(@ForAll("damage") List<Damage> damage) throws IOException {
        included("conf/base/runtime.conf", damage);
    }

    private static void included(String name, List<Damage> damage) throws IOException {
        String file = damaged(Files.readString(Path.of(name)), "included.conf", damage);
        String job = Path.of("jobs/sample.conf").toAbsolutePath().toString();
        settings(Files.writeString(
                        folder.resolve("whole.conf"),
                        "include required(file(\"%s\"))%ninclude required(file(\"%s\"))%n".formatted(job, file))
                .toString());
    }

    private static void settings(String file) {
        Damage.bounded(() -> {
            try {
                RunConfig.load(file, List.of());
            } catch (ConfigError refused) {
                assertThat(refused.getMessage()).isNotBlank().hasLineCount(1);
            }
        });
    }
}

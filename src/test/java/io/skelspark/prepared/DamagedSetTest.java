package io.skelspark.prepared;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.Damage;
import io.skelspark.storage.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;

/** Whatever the files of a prepared set hold, it is read, or refused by an exception that names the file. */
@Tag("spark")
class DamagedSetTest {
    private static final String SEED = "20265";
    private static final Configuration HADOOP = new Configuration();

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static Path part;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static byte[] clips;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static byte[] manifest;

    @BeforeContainer
    static void makeSet() throws IOException {
        folder = Files.createTempDirectory("damaged");
        PoseDatasetTest.writeSet(folder, HADOOP);
        manifest = Files.readAllBytes(folder.resolve(Manifest.FILE));
        part = folder.resolve("data-1/clips")
                .resolve(PreparedSet.read(folder.toString(), HADOOP)
                        .manifest()
                        .files()
                        .parts()
                        .get(0)
                        .file());
        clips = Files.readAllBytes(part);
    }

    @AfterContainer
    static void removeSet() {
        FileUtil.fullyDelete(folder.toFile());
    }

    @Provide
    Arbitrary<List<Damage>> damage() {
        return Damage.some();
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        Files.write(file, content);
    }

    @Property(seed = SEED)
    void manifest(@ForAll("damage") List<Damage> damage) throws IOException {
        write(part, clips);
        write(folder.resolve(Manifest.FILE), Damage.apply(manifest, damage));
        Damage.bounded(() -> {
            try {
                PreparedSet set = PreparedSet.read(folder.toString(), HADOOP);
                assertThat(new QualityTable(set.manifest()).console()).isNotEmpty();
                for (String split : set.manifest().splitNames()) {
                    PoseDataset.open(set, set.split(split), HADOOP, folder, MappedClips.SEGMENT_BYTES)
                            .close();
                }
            } catch (IOException refused) {
                assertThat(refused).hasMessageContaining(folder.toString());
            }
        });
    }

    @Property(seed = SEED)
    void part(@ForAll("damage") List<Damage> damage) throws IOException {
        write(folder.resolve(Manifest.FILE), manifest);
        byte[] damaged = Damage.apply(clips, damage);
        write(part, damaged);
        PreparedSet set = PreparedSet.read(folder.toString(), HADOOP);
        Damage.bounded(() -> {
            set.part(set.manifest().files().parts().get(0), HADOOP).damage();
            try {
                PoseDataset.open(set, set.split("train"), HADOOP, folder, MappedClips.SEGMENT_BYTES)
                        .close();
            } catch (IOException refused) {
                assertThat(refused).hasMessageContaining(part.getFileName().toString());
            }
        });
    }

    @Property(seed = SEED)
    void volumes(@ForAll("damage") List<Damage> damage) throws IOException {
        Folder set = new Folder(folder.toString(), HADOOP);
        new VolumeManifest(
                        "limb",
                        "d",
                        "p",
                        "v",
                        1,
                        List.of(1, 2, 3, 4),
                        9,
                        "unknown",
                        List.of(new ParquetFile("part-0.parquet", 1, 9)))
                .write(set);
        Path file = folder.resolve(VolumeManifest.file("limb"));
        write(file, Damage.apply(Files.readAllBytes(file), damage));
        Damage.bounded(() -> {
            try {
                VolumeManifest read = VolumeManifest.read(set, "limb").orElseThrow();
                assertThat(read.isComplete(set)).isFalse();
            } catch (IOException refused) {
                assertThat(refused).hasMessageContaining("volumes-limb.json");
            }
        });
    }
}

package io.skelspark.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.Damage;
import io.skelspark.pickle.NpyBytes;
import io.skelspark.pickle.PickleBytes;
import io.skelspark.transform.DecompressPose;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Matrix;

/** Whatever bytes a file holds, a source returns records and rejections, in bounded time and memory, and does not throw. */
class DamagedSourceTest {
    private static final String SEED = "20260";
    private static final Configuration HADOOP = new Configuration();
    private static final String NTU = "S001C002P005R002A050";

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("damaged");
        Files.createDirectories(folder.resolve("kinetics_train"));
        Files.writeString(
                folder.resolve("kinetics_train_label.json"),
                "{\"clip\": {\"has_skeleton\": true, \"label\": \"harp\", \"label_index\": 3}}");
        Files.createDirectories(folder.resolve("kp"));
    }

    @AfterContainer
    static void removeFolder() {
        FileUtil.fullyDelete(folder.toFile());
    }

    @Provide
    Arbitrary<List<Damage>> damage() {
        return Damage.some();
    }

    private static void check(SkeletonSource source, String name, byte[] sound, List<Damage> damage)
            throws IOException {
        Path file = Files.write(folder.resolve(name), Damage.apply(sound, damage));
        Damage.bounded(() -> {
            int records = 0;
            for (Iterator<SourceRecord> each = source.read(file.toString(), HADOOP); each.hasNext(); records++) {
                assertThat(each.next().id()).isNotNull();
            }
            assertThat(records).isPositive();
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Property(seed = SEED)
    void ntuSkeleton(@ForAll("damage") List<Damage> damage, @ForAll NtuConverter converter) throws IOException {
        byte[] sound = bytes(NtuText.text(
                14, NtuText.upright(1, 0, 14, 1, 0.1), NtuText.lying(2, 0, 14, 2, 0), NtuText.upright(3, 2, 6, 3, 0)));
        NtuProtocol protocol = new NtuProtocol("xsub", NtuProtocol.By.PERFORMER, Set.of(5));
        check(
                new NtuSkeleton(folder.toString(), ListedNames.none(), converter, 60, List.of(protocol)),
                NTU + ".skeleton",
                sound,
                damage);
    }

    @Property(seed = SEED)
    void kineticsSkeleton(@ForAll("damage") List<Damage> damage) throws IOException {
        String person = KineticsSkeletonTest.person(0.25, 0.5);
        byte[] sound = bytes(KineticsSkeletonTest.clip(
                3, KineticsSkeletonTest.frame(1, person, person, person), KineticsSkeletonTest.frame(2, person)));
        check(
                KineticsSkeleton.of(folder.toString(), List.of("train"), 5, 2),
                "kinetics_train/clip.json",
                sound,
                damage);
    }

    /** Without its labels no clip of a part can be read: the part is refused by the name of the file. */
    @Property(seed = SEED)
    void kineticsLabels(@ForAll("damage") List<Damage> damage) throws IOException {
        byte[] sound = bytes("{\"clip\": {\"has_skeleton\": true, \"label\": \"harp\", \"label_index\": 3},"
                + " \"other\": {\"has_skeleton\": false, \"label\": \"sing\", \"label_index\": 7}}");
        Path file = Files.write(folder.resolve("labels.json"), Damage.apply(sound, damage));
        Damage.bounded(() -> {
            try {
                KineticsLabels labels = new KineticsLabels(file.toString());
                labels.withSkeleton(HADOOP).forEach(id -> assertThat(id).isNotNull());
            } catch (IOException refused) {
                assertThat(refused).hasMessageContaining("labels.json");
            }
        });
    }

    @Property(seed = SEED)
    void listedNames(@ForAll("damage") List<Damage> damage) throws IOException {
        byte[] sound = bytes(NTU + "\n" + NTU.replace("C002", "C003") + "\n");
        Path file = Files.write(folder.resolve("missing.txt"), Damage.apply(sound, damage));
        Damage.bounded(() -> ListedNames.in(file.toString()).contains(NTU, HADOOP));
    }

    @Property(seed = SEED)
    void nwUclaJson(@ForAll("damage") List<Damage> damage) throws IOException {
        byte[] sound = bytes("{\"file_name\": \"a08_s01_e02_v03\", \"skeletons\": [[[0.1, 2, -3], [4, 5, 6]],"
                + " [[7, 8, 9], [1, 1, 1]]], \"label\": 7}");
        check(new NwUclaJson(folder.toString(), List.of(1, 2)), "a08_s01_e02_v03.json", sound, damage);
    }

    private static final String LINE =
            "{\"id\": \"a\", \"label\": 1, \"splits\": [\"train\"], \"img-shape\": [480, 640],"
                    + " \"keypoint\": [[[[1, 2], [3, 4]]]], \"keypoint-score\": [[[0.5, 1]]]}\n";

    @Property(seed = SEED)
    void jsonLines(@ForAll("damage") List<Damage> damage) throws IOException {
        check(
                new JsonLines(List.of(folder.toString()), List.of("sit", "wave"), 1 << 16),
                "clips.jsonl",
                bytes(LINE + LINE.replace("\"a\"", "\"b\"")),
                damage);
    }

    @Property(seed = SEED)
    void compressedJsonLines(@ForAll("damage") List<Damage> damage) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(bytes(LINE.repeat(3)));
        }
        check(
                new JsonLines(List.of(folder.toString()), List.of("sit", "wave"), 1 << 16),
                "clips.jsonl.gz",
                bytes.toByteArray(),
                damage);
    }

    @Property(seed = SEED)
    void utdMhadMat(@ForAll("damage") List<Damage> damage) throws IOException {
        Matrix matrix = Mat5.newMatrix(new int[] {20, 3, 4});
        for (int i = 0; i < matrix.getNumElements(); i++) {
            matrix.setDouble(i, i / 10.0);
        }
        Path file = folder.resolve("sound.mat");
        Mat5.writeToFile(Mat5.newMatFile().addArray("d_skel", matrix), file.toFile());
        check(new UtdMhadMat(folder.toString()), "a1_s1_t1_skeleton.mat", Files.readAllBytes(file), damage);
    }

    @Property(seed = SEED)
    void numpyClips(@ForAll("damage") List<Damage> damage) throws IOException {
        byte[] sound = NpyBytes.archive(NumpyClipsTest.two(), false);
        check(new NumpyClips(List.of(folder.toString()), List.of()), "set.npz", sound, damage);
    }

    @Property(seed = SEED)
    void clipPickles(@ForAll("damage") List<Damage> damage) throws IOException {
        byte[] sound = new PickleBytes(2).annotation("frame_dir", "a", 1, 2, 3).stop();
        check(new ClipPickles(folder.toString()), "clip.pkl", sound, damage);
    }

    @Property(seed = SEED)
    void pysklPickle(@ForAll("damage") List<Damage> damage) throws IOException {
        PickleBytes pickle =
                new PickleBytes(2).op('}').op('(').text("split").op('}').op('(');
        pickle.text("train").op(']').op('(').text("a").text("b").op('e').op('u');
        pickle.text("annotations").op(']').op('(');
        pickle.annotation("frame_dir", "a", 1, 2, 3).annotation("frame_dir", "b", 1, 2, 3);
        byte[] sound = pickle.op('e').op('u').stop();
        check(new PysklPickle(folder.resolve("set.pkl").toString()), "set.pkl", sound, damage);
    }

    @Property(seed = SEED)
    void jhmdbPickle(@ForAll("damage") List<Damage> damage) throws IOException {
        PickleBytes pickle =
                new PickleBytes(2).op('}').op('(').text("pose").op(']').op('(');
        pickle.array("f2", "<", new int[] {2, 15, 2}, false, PickleBytes.ones(60))
                .op('e');
        byte[] sound = pickle.text("label")
                .op(']')
                .op('(')
                .text("jump")
                .op('e')
                .op('u')
                .stop();
        check(new JhmdbPickle(folder.toString(), 1, List.of("jump")), "GT_train_1.pkl", sound, damage);
    }

    @Property(seed = SEED)
    void pysklKeypointFiles(@ForAll("damage") List<Damage> damage) throws IOException {
        PickleBytes toc = new PickleBytes(2).op(']').op('(').op('}').op('(');
        toc.text("frame_dir")
                .text("clip")
                .text("label")
                .integer(4)
                .text("total_frames")
                .integer(5);
        toc.text("frame_inds").array("u1", "|", new int[] {3}, false, new byte[] {1, 1, 3});
        Files.write(folder.resolve("toc.pkl"), toc.op('u').op('e').stop());
        PickleBytes joints = new PickleBytes(2).op('}').op('(').text("keypoint");
        joints.array("f2", "<", new int[] {3, 2, 3}, false, PickleBytes.ones(18));
        byte[] sound = joints.text("total_frames").integer(4).op('u').stop();
        Path damaged = Files.write(folder.resolve("kp/clip.pkl"), Damage.apply(sound, damage));
        assertThat(damaged).exists();
        for (DecompressPose.Frames frames : DecompressPose.Frames.values()) {
            PysklKeypointFiles source = new PysklKeypointFiles(
                    folder.resolve("toc.pkl").toString(),
                    folder.resolve("kp").toString(),
                    new BoxFilter(0, 0.5),
                    new DecompressPose(frames, 10));
            check(source, "toc.pkl", Files.readAllBytes(folder.resolve("toc.pkl")), List.of());
        }
    }
}

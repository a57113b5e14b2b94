package io.skelspark.prepared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skelspark.Damage;
import io.skelspark.SharedSpark;
import io.skelspark.protocol.ListedClip;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.storage.Folder;
import io.skelspark.storage.Sha256;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class PoseDatasetTest {
    private static final int CLIPS = 20;
    private static final Layout LAYOUT = new Layout(
            "pair",
            List.of("head", "foot"),
            0,
            List.of(new Layout.Pair(1, 0)),
            List.of(),
            Layout.Sides.NONE,
            List.of(),
            Layout.Sides.NONE);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final List<Annotation> clips = new ArrayList<>();
    private final Configuration hadoop = new Configuration();

    @BeforeEach
    void aSetOfTwoParts() throws IOException {
        clips.addAll(writeSet(folder.resolve("set"), hadoop));
    }

    /** Writes a set of two parts, and returns its clips. */
    static List<Annotation> writeSet(Path set, Configuration hadoop) throws IOException {
        Random random = new Random(3);
        List<Annotation> clips = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < CLIPS; i++) {
            int frames = 1 + random.nextInt(30);
            DType type = List.of(DType.values()).get(i % 3);
            Tensor keypoint = Tensor.zeros(type, 1, frames, 2, 3);
            for (int j = 0; j < keypoint.values().length; j++) {
                keypoint.values()[j] = type.round(random.nextGaussian());
            }
            ImageShape image = i % 2 == 0 ? new ImageShape(480, 640 + i) : null;
            Tensor score = i % 2 == 0 ? Tensor.zeros(DType.FLOAT16, 1, frames, 2) : null;
            PoseSample sample = new PoseSample("klip-ü" + i, i % 5, frames, image, keypoint, score);
            clips.add(new Annotation(
                    sample,
                    i % 4 == 0 ? List.of("train", "test") : List.of("train"),
                    new TreeMap<>(Map.of("subject", Integer.toString(i % 3), "room", "a, b"))));
            rows.add(StoredClip.of(sample)
                    .row(i * 7L, clips.get(i).splits(), clips.get(i).attributes()));
        }
        String data = set.resolve("data-1/clips").toString();
        SharedSpark.session()
                .createDataFrame(rows, StoredClip.SCHEMA)
                .repartitionByRange(2, new Column("ordinal"))
                .sortWithinPartitions("ordinal")
                .write()
                .parquet(data);
        manifest(parts(data, hadoop), CLIPS).write(new Folder(set.toString(), hadoop));
        return clips;
    }

    private static List<Manifest.Part> parts(String data, Configuration hadoop) throws IOException {
        List<Manifest.Part> parts = new ArrayList<>();
        for (ParquetFile file : ParquetFile.list(new Folder(data, hadoop))) {
            String digest = Sha256.of(PreparedPart.digests(
                    new org.apache.hadoop.fs.Path(data, file.file()), hadoop, (ordinal, clip, splits) -> {}));
            parts.add(new Manifest.Part(file.file(), file.rows(), file.bytes(), digest));
        }
        return parts;
    }

    private static Manifest manifest(List<Manifest.Part> parts, int train) {
        return new Manifest(
                new Manifest.Contents(
                        "pairs",
                        LAYOUT,
                        3,
                        1,
                        0,
                        0,
                        Collections.nCopies(5, new Manifest.ClassCount("c", 4)),
                        List.of(
                                new Manifest.SplitCount("train", train, List.of(4L, 4L, 4L, 4L, 4L)),
                                new Manifest.SplitCount("test", 5, List.of(1L, 1L, 1L, 1L, 1L))),
                        CLIPS,
                        "d1",
                        List.of()),
                new Manifest.Quality(
                        8,
                        1,
                        List.of(new Manifest.SplitQuality(
                                "test", new Manifest.Spread(1, 9, 30), 2, 0.5, 0.25, new Manifest.Spread(1, 1, 1), 0)),
                        List.of()),
                new Manifest.Rejections(
                        0, List.of(new Manifest.Reason("label", "0 to 4", 1, "x", "x.src, record 1", "9")), List.of()),
                new Manifest.Origin(new Manifest.SourceSummary("made up", 1, "00"), "unknown", Map.of("a", "b")),
                new Manifest.Files("data-1/clips", "data-1/rejected", parts, "2026-01-01T00:00:00Z"));
    }

    @Test
    void countsShortClipsOnlyIfTheyStartOver() {
        Manifest startsOver = manifest(List.of(), CLIPS);
        Manifest.Quality quality = startsOver.quality();
        Manifest stretched = new Manifest(
                startsOver.contents(),
                new Manifest.Quality(0, quality.persons(), quality.quality(), quality.hints()),
                startsOver.rejections(),
                startsOver.origin(),
                startsOver.files());
        assertThat(new QualityTable(startsOver).splits().get(0)).hasSize(9).contains("fewer than 8");
        assertThat(new QualityTable(stretched).splits()).allMatch(line -> line.size() == 8);
        assertThat(new QualityTable(stretched).splits().get(1))
                .containsExactly("test", "5", "1", "1 / 9 / 30", "50.00 %", "25.00 %", "1", "0");
    }

    private String set() {
        return folder.resolve("set").toString();
    }

    private Path firstPart() throws IOException {
        return folder.resolve("set/data-1/clips")
                .resolve(PreparedSet.read(set(), hadoop)
                        .manifest()
                        .files()
                        .parts()
                        .get(0)
                        .file());
    }

    private PoseDataset open(String split, long segmentBytes) throws IOException {
        PreparedSet read = PreparedSet.read(set(), hadoop);
        return PoseDataset.open(read, read.split(split), hadoop, folder.resolve("tmp"), segmentBytes);
    }

    private static void assertSame(PoseDataset dataset, int index, PoseSample expected) {
        PoseSample found = dataset.sample(index);
        assertThat(found.id()).isEqualTo(expected.id()).isEqualTo(dataset.id(index));
        assertThat(found.label()).isEqualTo(expected.label()).isEqualTo(dataset.label(index));
        assertThat(found.imgShape()).isEqualTo(expected.imgShape());
        assertThat(found.keypoint().dtype()).isEqualTo(expected.keypoint().dtype());
        assertThat(found.keypoint().shape()).isEqualTo(expected.keypoint().shape());
        assertThat(found.keypoint().values()).isEqualTo(expected.keypoint().values());
        assertThat(found.keypointScore() == null).isEqualTo(expected.keypointScore() == null);
    }

    @Test
    void clipsAreTheSameInOneSegmentAndInMany() throws IOException {
        for (long segmentBytes : new long[] {MappedClips.SEGMENT_BYTES, 2000, 1}) {
            try (PoseDataset dataset = open("train", segmentBytes)) {
                assertThat(dataset.size()).isEqualTo(CLIPS);
                for (int i = CLIPS - 1; i >= 0; i--) {
                    assertSame(dataset, i, clips.get(i).sample());
                }
            }
        }
    }

    @Test
    void aSplitHoldsItsClipsOnly() throws IOException {
        try (PoseDataset dataset = open("test", 2000)) {
            assertThat(IntStream.range(0, dataset.size()).mapToObj(dataset::id))
                    .containsExactly("klip-ü0", "klip-ü4", "klip-ü8", "klip-ü12", "klip-ü16");
        }
    }

    @Test
    void manyThreadsReadTheSameClips() throws IOException {
        try (PoseDataset dataset = open("train", 2000)) {
            IntStream.range(0, 2000)
                    .parallel()
                    .forEach(i ->
                            assertSame(dataset, i % CLIPS, clips.get(i % CLIPS).sample()));
        }
    }

    @Test
    void leavesNoFileAndIsClosedOnce() throws IOException {
        PoseDataset dataset = open("train", 2000);
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
        assertSame(dataset, 3, clips.get(3).sample());
        dataset.close();
        assertThatThrownBy(() -> dataset.sample(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void listsWhatProtocolsDivideClipsBy() throws IOException {
        List<ListedClip> listed = PreparedSet.read(set(), hadoop).clips(hadoop).clips();
        assertThat(listed).hasSize(CLIPS).isSortedAccordingTo(Comparator.comparing(ListedClip::id));
        for (ListedClip clip : listed) {
            Annotation expected = clips.get((int) (clip.ordinal() / 7));
            assertThat(clip)
                    .isEqualTo(new ListedClip(
                            clip.ordinal(),
                            expected.id(),
                            expected.sample().label(),
                            expected.splits(),
                            expected.attributes()));
        }
    }

    @Test
    void opensChosenClips() throws IOException {
        Selection chosen = new Selection.Chosen("chosen", new long[] {35, 0, 133});
        try (PoseDataset dataset = PoseDataset.open(PreparedSet.read(set(), hadoop), chosen, hadoop)) {
            assertThat(IntStream.range(0, dataset.size()).mapToObj(dataset::id))
                    .containsExactly("klip-ü0", "klip-ü5", "klip-ü19");
        }
    }

    @Test
    void readsASetOfAnEarlierVersionWithoutAttributes() throws IOException {
        String data = set() + "/data-1/clips";
        String old = folder.resolve("old").toString();
        SharedSpark.session()
                .read()
                .parquet(data)
                .drop("attributes")
                .repartitionByRange(2, new Column("ordinal"))
                .sortWithinPartitions("ordinal")
                .write()
                .parquet(old);
        Files.move(Path.of(data), folder.resolve("new"));
        Files.move(Path.of(old), Path.of(data));
        manifest(parts(data, hadoop), CLIPS).write(new Folder(set(), hadoop));
        PreparedSet set = PreparedSet.read(set(), hadoop);
        assertThat(set.clips(hadoop).clips()).hasSize(CLIPS).allMatch(clip -> clip.attributes()
                .isEmpty());
        assertThat(set.table(SharedSpark.session()).count()).isEqualTo(CLIPS);
        try (PoseDataset train = open("train", 2000)) {
            assertThat(train.size()).isEqualTo(CLIPS);
        }
    }

    @Test
    void aMissingPartIsAnErrorNamingIt() throws IOException {
        Path part = firstPart();
        Files.delete(part);
        assertThatThrownBy(() -> open("train", 2000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(part.getFileName().toString());
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void aDamagedPartIsAnErrorNamingItEvenWithoutHadoopsChecksums() throws IOException {
        Path part = firstPart();
        Files.deleteIfExists(part.resolveSibling("." + part.getFileName() + ".crc"));
        byte[] whole = Files.readAllBytes(part);
        // after the pages comes the footer, some of which nobody reads
        int pages = whole.length
                - 2 * Integer.BYTES
                - ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(whole.length - 2 * Integer.BYTES);
        int[] places = {10, pages / 3, pages / 2, whole.length - 3};
        for (int place : places) {
            byte[] damaged = whole.clone();
            damaged[place] ^= 0x55;
            Files.write(part, damaged);
            assertThatThrownBy(() -> open("train", 2000))
                    .as("byte %d of %d", place, whole.length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(part.getFileName().toString());
        }
    }

    /** No checksum covers the header of a page; Parquet's own decompressor waits for ever for what it claims. */
    @Test
    void aFlippedBitInTheHeaderOfAPageIsNoEndlessLoop() throws IOException {
        Path part = firstPart();
        Files.deleteIfExists(part.resolveSibling("." + part.getFileName() + ".crc"));
        byte[] whole = Files.readAllBytes(part);
        PreparedSet set = PreparedSet.read(set(), hadoop);
        Manifest.Part first = set.manifest().files().parts().get(0);
        for (int bit = 0; bit < 8 * 24; bit++) {
            byte[] damaged = whole.clone();
            damaged[4 + bit / 8] = (byte) (damaged[4 + bit / 8] ^ 1 << bit % 8);
            Files.write(part, damaged);
            Damage.bounded(() -> set.part(first, hadoop).damage());
        }
        Files.write(part, whole);
        assertThat(set.part(first, hadoop).damage()).isEmpty();
    }

    /** A part of equal names, rows and ordinals, whose every checksum fits: one joint of one clip differs. */
    @Test
    void aPartOfAnotherSetIsRefusedByName() throws IOException {
        String data = set() + "/data-1/clips";
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < CLIPS; i++) {
            rows.add(StoredClip.of(clips.get(i).sample())
                    .row(i * 7L, clips.get(i).splits(), clips.get(i).attributes()));
        }
        PoseSample first = clips.get(0).sample();
        Tensor moved = new Tensor(
                first.keypoint().dtype(),
                first.keypoint().shape(),
                first.keypoint().values().clone());
        moved.values()[0] = 2;
        PoseSample other = new PoseSample(
                first.id(), first.label(), first.totalFrames(), first.imgShape(), moved, first.keypointScore());
        rows.set(
                0,
                StoredClip.of(other).row(0, clips.get(0).splits(), clips.get(0).attributes()));
        String foreign = folder.resolve("other").toString();
        SharedSpark.session()
                .createDataFrame(rows, StoredClip.SCHEMA)
                .repartitionByRange(2, new Column("ordinal"))
                .sortWithinPartitions("ordinal")
                .write()
                .parquet(foreign);
        Path part = firstPart();
        Path replacement = Path.of(
                foreign, ParquetFile.list(new Folder(foreign, hadoop)).get(0).file());
        Files.deleteIfExists(part.resolveSibling("." + part.getFileName() + ".crc"));
        Files.copy(replacement, part, StandardCopyOption.REPLACE_EXISTING);

        for (String split : List.of("train", "test")) {
            assertThatThrownBy(() -> open(split, 2000))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(part.getFileName().toString(), "the file is of another set");
        }
        PreparedSet damaged = PreparedSet.read(set(), hadoop);
        Manifest.Part first0 = damaged.manifest().files().parts().get(0);
        assertThat(damaged.part(first0, hadoop).damage())
                .hasValueSatisfying(text -> assertThat(text).contains("the file is of another set"));
        assertThat(new Folder(data, hadoop).holds(first0.file())).isTrue();
    }

    @Test
    void countsThatDisagreeWithTheManifestAreAnError() throws IOException {
        List<Manifest.Part> parts =
                PreparedSet.read(set(), hadoop).manifest().files().parts();
        manifest(parts, CLIPS + 1).write(new Folder(set(), hadoop));
        assertThatThrownBy(() -> open("train", 2000)).hasMessageContaining("20 clips in the files, expected 21");
        manifest(parts, CLIPS - 1).write(new Folder(set(), hadoop));
        assertThatThrownBy(() -> open("train", 2000)).hasMessageContaining("more clips than the 19");
        manifest(List.of(parts.get(1), parts.get(0)), CLIPS).write(new Folder(set(), hadoop));
        assertThatThrownBy(() -> open("train", 2000)).hasMessageContaining("ascending order");
    }

    @Test
    void anUnknownSplitNamesTheOnesThereAre() {
        assertThatThrownBy(() -> open("dev", 2000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("split 'dev' of set pairs, expected one of [train, test]");
    }

    @Test
    void aManifestOfAnotherVersionOrWithoutAKeyIsRefused() throws IOException {
        Path file = folder.resolve("set").resolve(Manifest.FILE);
        String text = Files.readString(file);
        Files.writeString(file, text.replace("\"format-version\" : 3", "\"format-version\" : 1"));
        assertThatThrownBy(() -> PreparedSet.read(set(), hadoop).manifest())
                .hasMessageContaining("format-version 1, expected 3; prepare the set again");
        Files.writeString(file, text.replaceFirst("\\{", "{ \"owner\" : \"x\","));
        assertThatThrownBy(() -> PreparedSet.read(set(), hadoop).manifest())
                .hasMessageContaining("keys that this version of the code does not know");
        Files.writeString(file, text.replace("max-persons", "most-persons"));
        assertThatThrownBy(() -> PreparedSet.read(set(), hadoop).manifest())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("manifest.json");
    }

    /** Sets that were prepared earlier stay readable: the keys and their order do not change. */
    @Test
    void theManifestKeepsItsKeys() throws IOException {
        JsonNode manifest = new ObjectMapper()
                .readTree(folder.resolve("set").resolve(Manifest.FILE).toFile());
        assertThat(manifest.fieldNames())
                .toIterable()
                .containsExactly(
                        "format-version",
                        "name",
                        "layout",
                        "dimensions",
                        "max-persons",
                        "scored",
                        "sized",
                        "classes",
                        "splits",
                        "accepted",
                        "digest",
                        "shared",
                        "frames",
                        "persons",
                        "quality",
                        "hints",
                        "rejected",
                        "reasons",
                        "omissions",
                        "source",
                        "code-version",
                        "settings",
                        "clips",
                        "rejected-table",
                        "parts",
                        "created");
        assertThat(manifest.get("parts").get(0).fieldNames())
                .toIterable()
                .containsExactly("file", "rows", "bytes", "digest");
        assertThat(manifest.get("layout").fieldNames())
                .toIterable()
                .containsExactly(
                        "name",
                        "joints",
                        "center",
                        "inward",
                        "bones",
                        "left-joints",
                        "right-joints",
                        "limbs",
                        "left-limbs",
                        "right-limbs");
        assertThat(PreparedSet.read(set(), hadoop).manifest().contents().layout())
                .isEqualTo(LAYOUT);
    }

    @Test
    void aRowGivesBackItsClip() throws IOException {
        List<Row> rows = SharedSpark.session()
                .read()
                .parquet(set() + "/data-1/clips")
                .orderBy("ordinal")
                .collectAsList();
        for (int i = 0; i < CLIPS; i++) {
            PoseSample expected = clips.get(i).sample();
            PoseSample found = StoredClip.of(rows.get(i)).sample();
            assertThat(StoredClip.splits(rows.get(i))).isEqualTo(clips.get(i).splits());
            assertThat(found.id()).isEqualTo(expected.id());
            assertThat(found.imgShape()).isEqualTo(expected.imgShape());
            assertThat(found.keypoint().values()).isEqualTo(expected.keypoint().values());
            assertThat(found.keypoint().dtype()).isEqualTo(expected.keypoint().dtype());
        }
    }

    @Test
    void aFaultOfTheLocalDiskIsNotToldAsADamagedSet() throws IOException {
        Files.createFile(folder.resolve("tmp"));

        assertThatThrownBy(() -> open("train", MappedClips.SEGMENT_BYTES))
                .hasMessageContaining(folder.resolve("tmp").toString())
                .hasMessageContaining("java.io.tmpdir")
                .hasMessageNotContaining("damaged");
    }

    @Test
    void aPartThatTheUserMayNotReadIsNotToldAsDamaged() throws IOException {
        Files.setPosixFilePermissions(firstPart(), Set.of());
        assumeFalse(Files.isReadable(firstPart()), "this user may read everything");

        assertThatThrownBy(() -> open("train", MappedClips.SEGMENT_BYTES))
                .hasMessageContaining(firstPart().toString())
                .hasMessageContaining("permission denied")
                .hasMessageNotContaining("prepare the set again");
    }
}

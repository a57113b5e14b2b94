package io.skelspark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.pickle.PickleBytes;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.tensor.DType;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PysklPickleTest {
    private static final Configuration HADOOP = new Configuration();

    private final Path folder;

    PysklPickleTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsSplitsBeforeTheAnnotations() throws IOException {
        PickleBytes dict = new PickleBytes(2).op('}').op('(');
        checkSplits(annotations(split(dict)).op('u').stop());
    }

    @Test
    void readsSplitsAfterTheAnnotations() throws IOException {
        PickleBytes dict = new PickleBytes(2).op('}').op('(');
        checkSplits(split(annotations(dict)).op('u').stop());
    }

    private void checkSplits(byte[] pickle) throws IOException {
        List<SourceRecord> records = read(pickle);

        assertThat(records).extracting(SourceRecord::id).containsExactly("a", "b", "c");
        assertThat(records)
                .extracting(record -> ((Annotation) record).splits())
                .containsExactly(List.of("train"), List.of("train", "val"), List.of());
        Annotation first = (Annotation) records.get(0);
        assertThat(first.sample().label()).isEqualTo(3);
        assertThat(first.sample().totalFrames()).isEqualTo(4);
        assertThat(first.sample().imgShape()).isEqualTo(new ImageShape(1080, 1920));
        assertThat(first.sample().keypoint().dtype()).isEqualTo(DType.FLOAT16);
        assertThat(first.sample().keypoint().shape()).containsExactly(2, 4, 17, 2);
        assertThat(first.sample().keypoint().values()).containsOnly(1);
        assertThat(first.sample().keypointScore()).isNull();
    }

    @Test
    void readsABareListAndTakesTheFilenameForIdentifier() throws IOException {
        List<SourceRecord> records = read(new PickleBytes(2)
                .op(']')
                .op('(')
                .annotation("filename", "video.mp4", 1, 2, 3)
                .annotation("frame_dir", "other", 1, 2, 3)
                .op('e')
                .stop());

        assertThat(records.get(0).id()).isEqualTo("video.mp4");
        assertThat(records.get(1)).isEqualTo(new Rejection("test.pkl#1", "filename", "missing", "the key filename"));
    }

    @Test
    void rejectsABadRecordAndReadsTheNext() throws IOException {
        PickleBytes pickle = new PickleBytes(2).op(']').op('(');
        pickle.op('}').op('(').text("frame_dir").text("no label").op('u');
        pickle.op('}').op('(').text("frame_dir").text("float label").text("label");
        pickle.op('G').raw(0x3f, 0xf8, 0, 0, 0, 0, 0, 0).op('u');
        pickle.op('}').op('(').text("frame_dir").text("rank").text("label").integer(1);
        pickle.text("total_frames").integer(2).text("keypoint");
        pickle.array("f2", "<", new int[] {2, 3, 2}, false, PickleBytes.ones(12))
                .op('u');
        pickle.annotation("frame_dir", "good", 1, 2, 3).op('e');

        List<SourceRecord> records = read(pickle.stop());

        assertThat(records.subList(0, 3))
                .containsExactly(
                        new Rejection("no label", "label", "missing", "the key label"),
                        new Rejection("float label", "label", "float 1.5", "an integer"),
                        new Rejection(
                                "rank",
                                "keypoint",
                                "array of <f2 [2, 3, 2]",
                                "an array (M, T, V, C) of float16, float32 or float64"));
        assertThat(records.get(3)).isInstanceOf(Annotation.class);
        assertThat(records).hasSize(4);
    }

    @Test
    void aFileCutShortAnywhereLosesItsRestAndNamesTheClipsOfItsSplits() throws IOException {
        byte[] whole = split(new PickleBytes(2).op('}').op('('))
                .text("annotations")
                .op(']')
                .op('(')
                .annotation("frame_dir", "a", 1, 2, 3)
                .annotation("frame_dir", "b", 1, 2, 3)
                .op('e')
                .op('u')
                .stop();
        int most = 0;
        for (int length = 0; length < whole.length; length++) {
            List<SourceRecord> records = read(Arrays.copyOf(whole, length));
            int clips =
                    (int) records.stream().filter(Annotation.class::isInstance).count();
            assertThat(records.get(clips))
                    .as("cut after %d", length)
                    .isInstanceOfSatisfying(
                            Loss.class, loss -> assertThat(loss.id()).startsWith("test.pkl@"));
            List<SourceRecord> lost = records.subList(clips + 1, records.size());
            assertThat(lost).allMatch(Rejection.class::isInstance);
            if (clips > 0) {
                assertThat(lost)
                        .extracting(SourceRecord::id)
                        .isEqualTo(List.of("a", "b").subList(clips, 2));
            }
            assertThat(clips).isGreaterThanOrEqualTo(most);
            most = clips;
        }
        assertThat(most).isEqualTo(2);
    }

    @Test
    void namesTheClipsOfSplitsThatTheDataLack() throws IOException {
        PickleBytes pickle = split(new PickleBytes(2).op('}').op('('));
        pickle.text("annotations")
                .op(']')
                .annotation("frame_dir", "b", 1, 2, 3)
                .op('a')
                .op('u');

        assertThat(read(pickle.stop()))
                .last()
                .isEqualTo(new Rejection(
                        "a",
                        "annotation",
                        "none; split train names the clip",
                        "an annotation of each clip of a split"));
    }

    @Test
    void anOddValueRejectsItsClipAloneAndOneThatNobodyReadsIsSkipped() throws IOException {
        PickleBytes pickle = new PickleBytes(2).op(']').op('(');
        objects(odd(pickle, "unread", "bbox")).op('u');
        objects(odd(pickle, "read", "keypoint")).op('u');
        odd(pickle, "class", "keypoint").global("posix", "system").text("echo no");
        pickle.raw(0x85).op('R').op('u');
        odd(pickle, "tensor", "keypoint").global("torch._utils", "_rebuild_tensor_v2");
        pickle.op(')').op('R').op('u');
        pickle.annotation("frame_dir", "good", 1, 2, 3).op('e');

        List<SourceRecord> records = read(pickle.stop());

        assertThat(records).extracting(SourceRecord::id).containsExactly("unread", "read", "class", "tensor", "good");
        assertThat(((Rejection) records.get(0)).field()).isEqualTo("keypoint");
        assertThat(((Rejection) records.get(0)).found()).isEqualTo("missing");
        assertThat(((Rejection) records.get(1)).found()).contains("an array of <O8 has for data a list of 0");
        assertThat(((Rejection) records.get(2)).found()).isEqualTo("object of posix.system");
        assertThat(((Rejection) records.get(3)).expected()).contains("tensor.numpy()");
        assertThat(records.get(4)).isInstanceOf(Annotation.class);
    }

    private static PickleBytes odd(PickleBytes pickle, String id, String key) {
        pickle.op('}').op('(').text("frame_dir").text(id).text("label").integer(1);
        return pickle.text("total_frames").integer(2).text(key);
    }

    /** Adds an array of dtype object, whose data are a list. */
    private static PickleBytes objects(PickleBytes pickle) {
        pickle.global("numpy.core.multiarray", "_reconstruct");
        pickle.global("numpy", "ndarray")
                .tuple(0)
                .blob(new byte[] {'b'})
                .raw(0x87)
                .op('R');
        pickle.op('(').integer(1).tuple(0).dtype("O8", "|").raw(0x89).op(']');
        return pickle.op('t').op('b');
    }

    @Test
    void readsAPickleCompressedWithGzipUpToItsChecksum() throws IOException {
        byte[] pickle =
                annotations(split(new PickleBytes(2).op('}').op('('))).op('u').stop();
        byte[] zipped = gzip(pickle);

        assertThat(read(zipped)).hasSize(3).allMatch(Annotation.class::isInstance);
        assertThat(read(Arrays.copyOf(zipped, zipped.length - 4))).anyMatch(Loss.class::isInstance);
        assertThat(read(Arrays.copyOf(zipped, zipped.length / 2))).anyMatch(Loss.class::isInstance);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "286470300a, a pickle of protocol 0",
        "7d7100, a pickle of protocol 1",
        "934e554d505901007600, one NumPy array (.npy)",
        "504b0304140000000000000021005b139778000000000000000007000000636c69702e6e7079, a zip archive",
        "894844460d0a1a0a, an HDF5 file",
        "7b226964223a, JSON text"
    })
    void saysWhatAFileOfAnotherFormatIs(String hex, String kind) throws IOException {
        assertThat(read(HexFormat.of().parseHex(hex))).singleElement().isInstanceOfSatisfying(Loss.class, loss -> {
            assertThat(loss.found())
                    .contains(kind)
                    .containsAnyOf("pickle.dump", "JsonLines")
                    .doesNotContain("clips before it");
            assertThat(loss.expected()).isEqualTo("an annotation pickle, plain or compressed with gzip");
        });
    }

    @Test
    void refusesMoreSplitsThanAnyProtocolHas() throws IOException {
        PickleBytes pickle =
                new PickleBytes(2).op('}').op('(').text("split").op('}').op('(');
        pickle.text("s0").op(']').put().op('(');
        for (int i = 0; i < 5000; i++) {
            pickle.text("clip" + i);
        }
        pickle.op('e');
        for (int i = 1; i < 5000; i++) {
            pickle.text("s" + i).recall(0);
        }
        byte[] bomb = annotations(pickle.op('u')).op('u').stop();

        assertThat(read(bomb)).singleElement().isInstanceOfSatisfying(Loss.class, loss -> assertThat(loss.found())
                .isEqualTo("5000 names"));
    }

    @Test
    void rejectsAFileWithoutAnnotations() throws IOException {
        assertThat(read(new PickleBytes(2).op('}').stop())).singleElement().isInstanceOf(Loss.class);
        assertThat(read(new PickleBytes(2).integer(3).stop())).singleElement().isInstanceOf(Loss.class);
        assertThat(read(new byte[0])).singleElement().isInstanceOf(Loss.class);
    }

    @Test
    void namesAMissingFile() {
        PysklPickle source = new PysklPickle(folder.resolve("none.pkl").toString());

        assertThatThrownBy(() -> source.files(HADOOP))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("none.pkl");
    }

    /** Adds the splits train = [a, b] and val = [b]. */
    private static PickleBytes split(PickleBytes pickle) {
        pickle.text("split").op('}').op('(');
        pickle.text("train").op(']').op('(').text("a").text("b").op('e');
        return pickle.text("val").op(']').text("b").op('a').op('u');
    }

    /** Adds the annotations a, of two people and four frames, b and c. */
    private static PickleBytes annotations(PickleBytes pickle) {
        return pickle.text("annotations")
                .op(']')
                .op('(')
                .annotation("frame_dir", "a", 2, 4, 17)
                .annotation("frame_dir", "b", 1, 3, 17)
                .annotation("frame_dir", "c", 1, 3, 17)
                .op('e');
    }

    private List<SourceRecord> read(byte[] pickle) throws IOException {
        Path file = folder.resolve("test.pkl");
        Files.write(file, pickle);
        return SourceRecords.of(new PysklPickle(file.toString()));
    }
}

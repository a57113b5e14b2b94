package io.skelspark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.RealData;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NtuSkeletonTest {
    private static final Configuration HADOOP = new Configuration();
    private static final String NAME = "S001C002P005R002A050";
    private static final List<NtuProtocol> PROTOCOLS = List.of(
            new NtuProtocol("xsub", NtuProtocol.By.PERFORMER, Set.of(5)),
            new NtuProtocol("xview", NtuProtocol.By.CAMERA, Set.of(2, 3)),
            new NtuProtocol("xset", NtuProtocol.By.SETUP, Set.of(2)));

    private final Path folder;

    NtuSkeletonTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private List<SourceRecord> read(NtuConverter converter, String name, String content) throws IOException {
        Path file = folder.resolve(name + ".skeleton");
        Files.writeString(file, content);
        NtuSkeleton source = new NtuSkeleton(folder.toString(), ListedNames.none(), converter, 60, PROTOCOLS);
        return SourceRecords.of(source, file.toString());
    }

    private List<SourceRecord> read(NtuConverter converter, int frames, NtuText.Body... bodies) throws IOException {
        return read(converter, NAME, NtuText.text(frames, bodies));
    }

    private Rejection rejected(String content) throws IOException {
        List<SourceRecord> records = read(NtuConverter.PYSKL, NAME, content);
        assertThat(records).singleElement().isInstanceOf(Rejection.class);
        return (Rejection) records.get(0);
    }

    private static Tensor keypoint(List<SourceRecord> records) {
        return ((Annotation) records.get(0)).sample().keypoint();
    }

    private static double x(Tensor keypoint, int person, int frame) {
        return keypoint.values()[(person * keypoint.size(1) + frame) * 75];
    }

    private static List<String> omissions(List<SourceRecord> records) {
        return records.stream()
                .filter(Omission.class::isInstance)
                .map(record -> ((Omission) record).found())
                .toList();
    }

    @Test
    void aNameSaysEverythingButTheSplit() {
        assertThat(NtuName.attributesOf("S012C003P027R002A061"))
                .isEqualTo(Map.of("setup", "12", "camera", "3", "performer", "27", "subject", "27", "take", "2"));
        assertThat(NtuName.attributesOf("video_1")).isEmpty();
    }

    @Test
    void readsOneBodyWithLabelAndSplitsOfItsName() throws IOException {
        for (NtuConverter converter : NtuConverter.values()) {
            List<SourceRecord> records = read(converter, 5, NtuText.upright(7, 0, 5, 1, 0.5));
            Annotation clip = (Annotation) records.get(0);
            assertThat(records).hasSize(1);
            assertThat(clip.id()).isEqualTo(NAME);
            assertThat(clip.sample().label()).isEqualTo(49);
            assertThat(clip.sample().totalFrames()).isEqualTo(5);
            assertThat(clip.sample().keypoint().dtype()).isEqualTo(DType.FLOAT16);
            assertThat(clip.sample().keypoint().shape()).containsExactly(1, 5, 25, 3);
            assertThat(clip.splits()).containsExactly("xsub_train", "xview_train", "xset_val");
            assertThat(clip.attributes()).isEqualTo(NtuName.attributesOf(NAME));
            assertThat(x(clip.sample().keypoint(), 0, 4)).isEqualTo(3);
        }
    }

    @Test
    void theTwoConvertersTreatEmptyFramesDifferently() throws IOException {
        NtuText.Body body = NtuText.upright(7, 2, 5, 1, 0);
        assertThat(keypoint(read(NtuConverter.PYSKL, 8, body)).shape()).containsExactly(1, 3, 25, 3);
        Tensor all = keypoint(read(NtuConverter.MMACTION2, 8, body));
        assertThat(all.shape()).containsExactly(1, 8, 25, 3);
        assertThat(List.of(x(all, 0, 1), x(all, 0, 2), x(all, 0, 4), x(all, 0, 5)))
                .containsExactly(0.0, 1.0, 1.0, 0.0);
    }

    @Test
    void byPlaceKeepsTheTwoThatSpreadMostAndNamesTheOthers() throws IOException {
        List<SourceRecord> records = read(
                NtuConverter.MMACTION2,
                20,
                NtuText.upright(1, 0, 20, 1, 0),
                NtuText.upright(2, 0, 20, 2, 0.5),
                NtuText.upright(3, 0, 20, 3, 0.25),
                NtuText.upright(4, 0, 20, 4, 0.1),
                NtuText.upright(5, 0, 20, 5, 1));
        Tensor keypoint = keypoint(records);
        assertThat(keypoint.shape()).containsExactly(2, 20, 25, 3);
        assertThat(x(keypoint, 0, 0)).isEqualTo(2);
        assertThat(x(keypoint, 1, 0)).isEqualTo(3);
        assertThat(omissions(records))
                .containsExactly(
                        "body 5 of the frame, in 20 frames",
                        "body 4 of the frame, in 20 frames",
                        "body 1 of the frame, in 20 frames");
    }

    @Test
    void byPlaceABodyTakesTheSlotOfOneThatLeft() throws IOException {
        Tensor keypoint = keypoint(
                read(NtuConverter.MMACTION2, 4, NtuText.upright(1, 0, 2, 1, 0), NtuText.upright(2, 0, 4, 2, 0)));
        assertThat(List.of(x(keypoint, 0, 0), x(keypoint, 0, 2), x(keypoint, 1, 0), x(keypoint, 1, 2)))
                .containsExactly(1.0, 2.0, 2.0, 0.0);
    }

    @Test
    void byIdDropsShortAndWideBodiesAndNamesThem() throws IOException {
        List<SourceRecord> records = read(
                NtuConverter.PYSKL,
                40,
                NtuText.upright(1, 0, 40, 1, 0),
                NtuText.lying(2, 0, 40, 2, 1),
                NtuText.upright(3, 5, 16, 3, 1),
                NtuText.upright(4, 5, 17, 4, 0.1));
        Tensor keypoint = keypoint(records);
        assertThat(keypoint.shape()).containsExactly(2, 40, 25, 3);
        assertThat(omissions(records))
                .containsExactly("body 3 in 11 frames", "body 2 in 40 frames, 100 % of them wide");
        // the body of 12 frames moves more and comes first, but it is missing in the first frame, so the two change
        // places
        assertThat(List.of(x(keypoint, 0, 0), x(keypoint, 1, 0), x(keypoint, 1, 5)))
                .containsExactly(1.0, 0.0, 4.0);
    }

    @Test
    void byIdABodyFollowsOneThatLeft() throws IOException {
        List<SourceRecord> records = read(
                NtuConverter.PYSKL,
                40,
                NtuText.upright(1, 0, 20, 1, 0.5),
                NtuText.upright(2, 20, 40, 2, 0.4),
                NtuText.upright(3, 10, 30, 3, 0.3),
                NtuText.upright(4, 10, 30, 4, 0.2));
        Tensor keypoint = keypoint(records);
        assertThat(List.of(x(keypoint, 0, 0), x(keypoint, 0, 20), x(keypoint, 1, 10)))
                .containsExactly(1.0, 2.0, 3.0);
        assertThat(omissions(records)).containsExactly("body 4 in 20 frames");
    }

    @Test
    void rejectsAClipWithoutABody() throws IOException {
        assertThat(rejected(NtuText.text(9)).found()).isEqualTo("none in 9 frames");
        assertThat(rejected(NtuText.text(9, NtuText.lying(1, 0, 5, 1, 1), NtuText.lying(2, 0, 5, 1, 1)))
                        .found())
                .isEqualTo("2 bodies, all dropped as noise");
    }

    @Test
    void leavesOutListedClipsAndActionsOfTheLargerSet() throws IOException {
        Path list = folder.resolve("missing.txt");
        Files.writeString(list, "S001C001P001R001A002\r\n" + NAME + "\n\n");
        Files.writeString(folder.resolve(NAME + ".skeleton"), "damaged, but not read");
        Files.writeString(folder.resolve("S018C001P008R001A061.skeleton"), "");
        NtuSkeleton source =
                new NtuSkeleton(folder.toString(), ListedNames.in(list.toString()), NtuConverter.PYSKL, 60, PROTOCOLS);
        assertThat(source.companions(HADOOP)).singleElement().asString().endsWith("missing.txt");
        assertThat(SourceRecords.of(source))
                .containsExactly(
                        new Omission(NAME, "clip", "listed in missing.txt", "clips that are not listed there"),
                        new Omission("S018C001P008R001A061", "clip", "action 61", "actions 1 to 60"));
    }

    @Test
    void aMissingListIsAnErrorNamingIt() {
        NtuSkeleton source =
                new NtuSkeleton(folder.toString(), ListedNames.in("gone.txt"), NtuConverter.PYSKL, 60, PROTOCOLS);
        assertThatThrownBy(() -> source.companions(HADOOP))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gone.txt");
    }

    @Test
    void readsAllFoldersThatAPatternMatches() throws IOException {
        for (String part : List.of("skeletons", "skeletons120")) {
            Files.createDirectories(folder.resolve(part));
            Files.writeString(folder.resolve(part).resolve(NAME + ".skeleton"), "1");
        }
        NtuSkeleton source =
                new NtuSkeleton(folder + "/skeletons*", ListedNames.none(), NtuConverter.PYSKL, 60, PROTOCOLS);
        assertThat(source.files(HADOOP)).hasSize(2);
    }

    @Test
    void rejectsDamagedRecordingsNamingTheLine() throws IOException {
        String sound = NtuText.text(3, NtuText.upright(1, 0, 3, 1, 0));
        assertThat(rejected("")).isEqualTo(new Rejection(NAME, "file", "0 bytes", "one clip"));
        assertThat(rejected("a novel").found()).isEqualTo("'a novel' in line 1");
        assertThat(rejected("-1\n").field()).isEqualTo("number of frames");
        assertThat(rejected(sound.replaceFirst("3", "1000000000")).expected()).isEqualTo("a whole number up to 20000");
        assertThat(rejected(sound.replaceFirst("3", "4")).found()).isEqualTo("the end of the file after line 85");
        assertThat(rejected(sound.replaceFirst("3", "2")).found()).isEqualTo("line 58 after the last of 2 frames");
        assertThat(rejected(sound.replaceFirst("\r\n1\r\n", "\r\n999999999\r\n"))
                        .field())
                .isEqualTo("number of bodies");
        assertThat(rejected(sound.replaceFirst("\r\n25\r\n", "\r\n24\r\n")).found())
                .isEqualTo("24 in line 4");
        assertThat(rejected(sound.replaceFirst(" 255 210", " 255")).found()).isEqualTo("11 values in line 5");
        assertThat(rejected(sound.replaceFirst("1.000000", "here")).found()).isEqualTo("'here' in line 5");
        assertThat(rejected(sound.substring(0, 200)).found()).isEqualTo("7 values in line 7");
        assertThat(read(NtuConverter.PYSKL, "notes", sound)).singleElement().isInstanceOf(Rejection.class);
    }

    @Test
    void readsThePublishedListsOfMissingSkeletons() throws IOException {
        Path samples = RealData.folder("mmaction2_samples");
        ListedNames ntu60 = ListedNames.in(
                samples.resolve("NTU_RGBD_samples_with_missing_skeletons.txt").toString());
        ListedNames ntu120 = ListedNames.in(samples.resolve("NTU_RGBD120_samples_with_missing_skeletons.txt")
                .toString());
        assertThat(ntu60.contains("S001C002P005R002A008", HADOOP)).isTrue();
        assertThat(ntu120.contains("S001C002P005R002A008", HADOOP)).isTrue();
        assertThat(ntu60.contains("S018C001P008R001A061", HADOOP)).isFalse();
        assertThat(ntu60.content(HADOOP)).hasSize(302);
        assertThat(ntu120.content(HADOOP)).hasSize(535);
    }
}

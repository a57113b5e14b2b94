package io.skelspark.pipeline.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectTest {
    private static final String FRAME = "{\"version\":1.3,\"people\":[{\"pose_keypoints_2d\":[10,20,0.5,30,40,0.9]}]}";

    private final Path folder;

    InspectTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private void file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private List<String> lines() throws IOException {
        return Inspect.run(folder.toString(), new Configuration()).lines();
    }

    private static String row(String what, String found) {
        return String.format("%-12s %s", what, found);
    }

    @Test
    void passesOverFilesThatAreNoRecordings() throws IOException {
        for (int number = 0; number < 100; number++) {
            file("a_pictures/walk_" + number + ".png", "a picture");
            file("walk/walk_" + number + ".jpg", "a picture");
        }
        file("walk/.DS_Store", "of a desktop");
        file("walk/notes.txt", "mine");
        file("walk/video.mp4", "a video");
        file("labels.csv", "recording,label");
        file("walk/walk_0_keypoints.json", FRAME);
        file("walk/walk_1_keypoints.json", FRAME);

        assertThat(lines())
                .contains(row("format", "OpenPose"), row("recordings", "1"))
                .noneMatch(line -> line.startsWith("beside") || line.startsWith("fault"));
    }

    @Test
    void namesTheFormatsOfOtherFilesApart() throws IOException {
        for (int number = 0; number < 100; number++) {
            file("a/walk_" + number + "_keypoints.json", FRAME);
        }
        file("b/coords.csv", "class,x1,y1\nwalk,1,2\n");

        assertThat(lines())
                .contains(
                        row("format", "OpenPose"),
                        row(
                                "beside",
                                "files of MediaPipeCsv, such as coords.csv; inspect them by a path of their own"));
    }

    @Test
    void countsARecordingThatCannotBeRead() throws IOException {
        file("walk.csv", "nose_x,nose_y\n1,2,3\n");
        file("wave.csv", "nose_x,nose_y,frame\n1,2\n");

        assertThat(lines())
                .contains(
                        row("recordings", "2, of which 0 were read"),
                        row("fault", "walk: line 2 of walk.csv is 3 cells, expected 2 as in the first line"));
    }

    @Test
    void countsARecordingThatCannotBeOpened() throws IOException {
        file("walk.csv", "frame,landmark,x,y\n0,0,1\n");

        assertThat(lines()).contains(row("recordings", "1, of which 0 were read"));
    }

    @Test
    void countsFramesThatAreLeftOutAsThoseWithoutPeople() throws IOException {
        file("walk.csv", "frame,nose_x,nose_y\n2,1,2\n3,0,0\n6,1,2\n");

        assertThat(lines()).contains(row("frames", "7 / 7 / 7 (fewest, median, most), 5 without people"));
    }

    @Test
    void namesAFileThatNoFormatKnows() throws IOException {
        file("video.mp4", "a video");
        file("notes.json", "{}");

        assertThatThrownBy(this::lines).hasMessageContaining("no format knows notes.json");
    }

    @Test
    void refusesAFolderWithoutFiles() {
        assertThatThrownBy(this::lines).hasMessageContaining("no folder with files in it");
    }
}

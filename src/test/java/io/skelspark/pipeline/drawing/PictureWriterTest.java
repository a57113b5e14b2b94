package io.skelspark.pipeline.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.storage.Existing;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class PictureWriterTest {
    /** ".." wrote outside, the three forms of a and b shared a folder, and a name of 300 letters was too long. */
    @Test
    void everyIdHasAFolderOfItsOwnInsideTheFolderOfPictures() {
        List<String> ids =
                List.of("..", "a/b", "a_b", "a b", "../../out", "esc\u001b[31m", "x".repeat(300), "x".repeat(301));
        PictureWriter.Options options = new PictureWriter.Options("report/pictures", 2, null, Existing.REFUSE);

        assertThat(ids.stream().map(options::folderOf))
                .doesNotHaveDuplicates()
                .allSatisfy(folder -> {
                    assertThat(folder.getParent()).isEqualTo(new Path("report/pictures"));
                    assertThat(folder.getName()).hasSizeLessThan(100);
                })
                .contains(new Path("report/pictures/a_b"));
    }
}

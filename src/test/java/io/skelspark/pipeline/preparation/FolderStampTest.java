package io.skelspark.pipeline.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FolderStampTest {
    @Test
    void onlyOldFoldersOfTheSameKindAreLeftOver() {
        assertThat(FolderStamp.isLeftOver("data-20260102T030405-0123abcd", "data"))
                .isTrue();
        assertThat(FolderStamp.isLeftOver("data-" + FolderStamp.now(), "data")).isFalse();
        assertThat(FolderStamp.isLeftOver("mydata-20260102T030405-0123abcd", "data"))
                .isFalse();
        assertThat(FolderStamp.isLeftOver("volumes-limb-20260102T030405-0123abcd", "volumes"))
                .isFalse();
        assertThat(FolderStamp.isLeftOver("data-20260102T030405", "data")).isFalse();
        assertThat(FolderStamp.isLeftOver("manifest.json", "data")).isFalse();
    }

    @Test
    void twoStampsOfOneSecondDiffer() {
        assertThat(FolderStamp.now()).isNotEqualTo(FolderStamp.now()).matches("\\d{8}T\\d{6}-[0-9a-f]{8}");
    }
}

package io.skelspark.pipeline.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunStampTest {
    @Test
    void takesOnlyOldFoldersOfItsKindForLeftOver() {
        assertThat(RunStamp.isLeftOver("data-20260102T030405-0123abcd", "data")).isTrue();
        assertThat(RunStamp.isLeftOver("data-" + RunStamp.now(), "data")).isFalse();
        assertThat(RunStamp.isLeftOver("mydata-20260102T030405-0123abcd", "data"))
                .isFalse();
        assertThat(RunStamp.isLeftOver("volumes-limb-20260102T030405-0123abcd", "volumes"))
                .isFalse();
        assertThat(RunStamp.isLeftOver("data-20260102T030405", "data")).isFalse();
        assertThat(RunStamp.isLeftOver("manifest.json", "data")).isFalse();
    }

    @Test
    void tellsRunsOfOneSecondApart() {
        assertThat(RunStamp.now()).isNotEqualTo(RunStamp.now()).matches("\\d{8}T\\d{6}-[0-9a-f]{8}");
    }
}

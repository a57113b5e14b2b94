package io.skelspark.pipeline.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.cluster.LostRankException;
import io.skelspark.cluster.RankException;
import io.skelspark.train.Progress;
import io.skelspark.train.StepSums;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private static LostRankException lost() {
        return new LostRankException("rank 1 of 2: lost", null);
    }

    private static Progress at(int epoch, int iteration) {
        return new Progress(epoch, iteration, -1, 0, StepSums.NONE);
    }

    @Test
    void aRunThatComesFurtherEachTimeMayStartAgainWithoutEnd() {
        Restarts restarts = new Restarts(1);
        assertThatCode(() -> {
                    for (int iteration = 0; iteration < 9; iteration++) {
                        restarts.note(lost(), at(0, iteration));
                    }
                    restarts.note(lost(), at(1, 0));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aRunThatComesNoFurtherIsGivenUpWithTheLastReason() {
        Restarts restarts = new Restarts(2);
        restarts.note(lost(), at(0, 4));
        restarts.note(lost(), at(0, 4));
        assertThatThrownBy(() -> restarts.note(lost(), at(0, 4)))
                .isExactlyInstanceOf(RankException.class)
                .hasMessageContaining("rank 1 of 2: lost. Gave up: 2 restarts in a row")
                .hasMessageContaining("epoch 0 and 4 iterations");
    }

    @Test
    void noneIsAllowedWhereTheLimitIsZero() {
        assertThatThrownBy(() -> new Restarts(0).note(lost(), at(3, 4))).isInstanceOf(RankException.class);
    }
}

package io.skelspark.cluster.barrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.cluster.internals.DriverEndpoint.Question;
import io.skelspark.train.AllReduceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The driver's side of the barrier, asked without Spark by two ranks. */
class RankMeetingsTest {
    /** A question of a rank that keeps its answer. */
    private static final class Asked implements Question {
        private final String address;
        private @Nullable Object value;
        private @Nullable Exception error;

        Asked(int rank) {
            address = "host:" + rank;
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public void answer(Object given) {
            value = given;
        }

        @Override
        public void fail(Exception cause) {
            error = cause;
        }

        String error() {
            return Objects.toString(Objects.requireNonNull(error).getMessage());
        }
    }

    private final List<String> progress = new ArrayList<>();
    private final RankMeetings meetings = new RankMeetings(2, progress::add, () -> true);

    private Asked arrive(int rank, long sequence, String step, String value) {
        Asked asked = new Asked(rank);
        meetings.asked(new RankMessage.Arrive(0, rank, sequence, step, value, "executor" + rank), asked);
        return asked;
    }

    private Asked fail(int rank, Exception cause) {
        Asked asked = new Asked(rank);
        meetings.asked(new RankMessage.Fail(0, rank, cause.toString(), cause), asked);
        return asked;
    }

    private RankFailure failure() {
        return Objects.requireNonNull(meetings.failure());
    }

    @Test
    void answersAllRanksWithTheirTextsInRankOrderWhenTheLastHasCome() {
        Asked late = arrive(1, 0, "names", "b");
        assertThat(late.value).isNull();
        Asked last = arrive(0, 0, "names", "a");

        assertThat(late.value).isEqualTo(new String[] {"a", "b"});
        assertThat(last.value).isEqualTo(new String[] {"a", "b"});
        assertThat(arrive(0, 1, "ports", "c").value).as("the next meeting").isNull();
        assertThat(arrive(1, 1, "ports", "d").value).isEqualTo(new String[] {"c", "d"});
        assertThat(meetings.failure()).isNull();
        assertThat(meetings.unended()).hasToString("{0=executor0, 1=executor1}");
    }

    @Test
    void refusesRanksAtDifferentSteps() {
        Asked first = arrive(0, 3, "sum", "");
        Asked second = arrive(1, 3, "end", "");

        assertThat(first.error())
                .isEqualTo(second.error())
                .isEqualTo("rank 1 of 2: out of step: at \"end\" (meeting 3), the others at \"sum\" (meeting 3)");
        assertThat(failure().kind()).isEqualTo(RankFailure.FailureKind.OWN_ERROR);
    }

    @Test
    void tellsThoseWhoWaitAndThoseWhoComeLaterOfAFailedRank() {
        Asked waiting = arrive(0, 0, "sum", "");
        assertThat(fail(1, new IllegalStateException("no such file")).value).isEqualTo(true);

        assertThat(waiting.error()).startsWith("rank 1 of 2: ").contains("no such file");
        assertThat(arrive(0, 1, "sum", "").error()).isEqualTo(waiting.error());
        assertThat(failure().rank()).isEqualTo(1);
    }

    @Test
    void reportsALostExecutorInPlaceOfTheErrorsThatItCaused() {
        arrive(0, 0, "start", "");
        arrive(1, 0, "start", "");
        fail(0, new AllReduceException("rank 1 does not answer"));
        assertThat(failure().kind()).isEqualTo(RankFailure.FailureKind.UNREACHED_RANK);
        meetings.disconnected("host:1");

        assertThat(failure().kind()).isEqualTo(RankFailure.FailureKind.LOST_EXECUTOR);
        assertThat(failure().summary()).isEqualTo("rank 1 of 2: lost: its executor at host:1 has disconnected");
        assertThat(meetings.unended()).isEmpty();
    }

    @Test
    void namesTheRanksThatAreMissingAfterTheTimeOut() {
        Asked waiting = arrive(0, 0, "sum", "");
        Asked expired = new Asked(0);
        meetings.asked(new RankMessage.Expire(0, 0, "PT2S"), expired);

        assertThat(expired.error())
                .isEqualTo(waiting.error())
                .isEqualTo("rank 0 of 2: waited PT2S at \"sum\" for ranks [1]");
        assertThat(failure().kind()).isEqualTo(RankFailure.FailureKind.LATE_RANK);
    }

    @Test
    void handsProgressOnAndAnswersWhetherToStop() {
        meetings.told(new RankMessage.Report(0, 1, "half way"));
        Asked asked = new Asked(0);
        meetings.asked(new RankMessage.AskStop(0, 0), asked);

        assertThat(progress).containsExactly("half way");
        assertThat(asked.value).isEqualTo(true);
    }
}

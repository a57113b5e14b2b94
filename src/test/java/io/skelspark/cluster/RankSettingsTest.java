package io.skelspark.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.cluster.allreduce.AllReduceKind;
import io.skelspark.cluster.device.DeviceChoice;
import java.time.Duration;
import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankSettingsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(ints = {0, -1, -2, Integer.MIN_VALUE, 3, 6, 12})
    void refusesRanksThatAreNoPowerOfTwo(int ranks) {
        assertThatThrownBy(() -> new RankSettings(ranks, AllReduceKind.BIGDL, DeviceChoice.CPU, MINUTE, MINUTE))
                .hasMessage("ranks is " + ranks + ", expected a power of two: 1, 2, 4, ...");
    }

    @Test
    void refusesTimesThatAreNotPositive() {
        assertThatThrownBy(() -> new RankSettings(2, AllReduceKind.BIGDL, DeviceChoice.CPU, Duration.ZERO, MINUTE))
                .hasMessageContaining("timeout is PT0S");
        assertThatThrownBy(() -> new RankSettings(2, AllReduceKind.BIGDL, DeviceChoice.CPU, MINUTE, MINUTE.negated()))
                .hasMessageContaining("startup is PT-1M");
    }

    @Test
    void refusesOpenSocketsWhereSparkAuthenticates() {
        SparkConf open = new SparkConf(false);
        SparkConf authenticated = new SparkConf(false).set("spark.authenticate", "true");

        AllReduceKind.BIGDL.requireSecure(authenticated);
        for (AllReduceKind kind : List.of(AllReduceKind.RABIT, AllReduceKind.RABIT_RING)) {
            kind.requireSecure(open);
            assertThatThrownBy(() -> kind.requireSecure(authenticated))
                    .hasMessageContaining("train.all-reduce is " + kind.key())
                    .hasMessageContaining("spark.authenticate is true: set train.all-reduce to bigdl");
        }
    }
}

package io.skelspark.cluster;

import io.skelspark.cluster.allreduce.AllReduceKind;
import io.skelspark.cluster.device.DeviceChoice;
import java.io.Serializable;
import java.time.Duration;

/**
 * Settings that spread a training run over the cluster.
 *
 * @param ranks number of tasks that train together, a power of two
 * @param allReduce the way in which they sum their gradients
 * @param device what they compute on
 * @param timeout longest wait for another rank, after which the run fails
 * @param startup longest wait for the cluster to have a free slot for each rank
 */
public record RankSettings(int ranks, AllReduceKind allReduce, DeviceChoice device, Duration timeout, Duration startup)
        implements Serializable {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if ranks is not a power of two, or a time is not positive
     */
    public RankSettings {
        if (Integer.bitCount(ranks) != 1 || ranks < 1) {
            throw new IllegalArgumentException("ranks is " + ranks + ", expected a power of two: 1, 2, 4, ...");
        }
        requirePositive("timeout", timeout);
        requirePositive("startup", startup);
    }

    private static void requirePositive(String key, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(key + " is " + duration + ", expected a positive time");
        }
    }
}

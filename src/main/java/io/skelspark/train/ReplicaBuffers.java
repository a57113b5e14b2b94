package io.skelspark.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The running statistics of the replicas of a rank: each replica has its own until the epoch ends. */
final class ReplicaBuffers {
    /** Adding it to a value keeps all bits of the value; adding 0 would turn -0 into 0. */
    private static final float NEUTRAL = -0f;

    private final AllReduce allReduce;
    private final int replicas;
    private final List<float[]> own = new ArrayList<>();

    /** Takes the statistics of a checkpoint, each on the rank that has its replica now. */
    ReplicaBuffers(Checkpoint start, int replicas, AllReduce allReduce) {
        this.allReduce = allReduce;
        this.replicas = replicas;
        int share = replicas / allReduce.world();
        for (int i = 0; i < share; i++) {
            float[] buffers = start.replicas().isEmpty()
                    ? start.state().buffers()
                    : start.replicas().get(allReduce.rank() * share + i);
            own.add(buffers.clone());
        }
    }

    /** Returns the statistics of one of this rank's replicas, which are updated in place. */
    float[] of(int index) {
        return own.get(index);
    }

    /** Returns the statistics of all replicas, on every rank, in the order of the replicas. */
    List<float[]> gather() {
        int length = own.get(0).length;
        float[] all = new float[replicas * length];
        Arrays.fill(all, NEUTRAL);
        for (int i = 0; i < own.size(); i++) {
            System.arraycopy(own.get(i), 0, all, (allReduce.rank() * own.size() + i) * length, length);
        }
        allReduce.sum(all);
        List<float[]> gathered = new ArrayList<>();
        for (int replica = 0; replica < replicas; replica++) {
            gathered.add(Arrays.copyOfRange(all, replica * length, (replica + 1) * length));
        }
        return gathered;
    }

    /** Replaces the statistics of every replica, and the target, by the mean over all, as the reference does after an epoch. */
    void average(float[] target) {
        float[] sum = PairwiseSum.into(own);
        allReduce.sum(sum);
        float scale = 1f / replicas; // exact: a power of two
        for (int i = 0; i < sum.length; i++) {
            target[i] = sum[i] * scale;
        }
        for (float[] replica : own) {
            System.arraycopy(target, 0, replica, 0, target.length);
        }
    }
}

package io.skelspark.cluster.allreduce;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A set of ranks that sum vectors among themselves, as one of its members sees it.
 *
 * @param host the rank that runs the group's tracker
 * @param size number of members
 * @param place of this rank among them, from 0
 */
record RabitGroup(int host, int size, int place) {
    /**
     * Returns the pairs that a rank belongs to, in order: with its neighbour, then with the rank two apart, then four. A sum
     * of two terms has no order, so summing in each pair in turn adds up the ranks as {@link
     * io.skelspark.train.PairwiseSum} does.
     */
    static List<RabitGroup> pairs(int rank, int world) {
        return IntStream.iterate(1, stride -> stride < world, stride -> 2 * stride)
                .mapToObj(stride -> new RabitGroup(rank & ~stride, 2, (rank & stride) == 0 ? 0 : 1))
                .toList();
    }

    /** Returns the one group of all ranks, in which each slice is added up along the ring, starting at another rank. */
    static List<RabitGroup> ring(int rank, int world) {
        return List.of(new RabitGroup(0, world, rank));
    }
}

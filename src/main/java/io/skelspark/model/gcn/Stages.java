package io.skelspark.model.gcn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How wide and how long the blocks of a backbone are, one after another. Stages count from 1.
 *
 * @param count number of stages
 * @param baseChannels width of the first
 * @param channelRatio factor of the width at each stage of {@code inflate}
 * @param inflate stages that widen
 * @param down stages that halve the number of frames
 */
public record Stages(int count, int baseChannels, double channelRatio, List<Integer> inflate, List<Integer> down)
        implements Serializable {
    /** @throws IllegalArgumentException if a list names a stage that does not exist */
    public Stages {
        inflate = List.copyOf(inflate);
        down = List.copyOf(down);
        for (List<Integer> stages : List.of(inflate, down)) {
            for (int stage : stages) {
                if (stage < 2 || stage > count) {
                    throw new IllegalArgumentException(
                            "inflate-stages and down-stages name stage " + stage + ", expected 2 to " + count);
                }
            }
        }
    }

    /**
     * One block.
     *
     * @param in channels of its input
     * @param out channels of its output
     * @param stride frames of the input per frame of the output
     * @param stage its number; the first has no residual
     */
    record Block(int in, int out, int stride, int stage) {}

    /**
     * What each stage is given, as a copy.
     *
     * @throws IllegalArgumentException if there are more or fewer than stages
     */
    <T> List<T> each(String what, List<T> given) {
        if (given.size() != count) {
            throw new IllegalArgumentException(
                    given.size() + " " + what + ", expected one for each of the " + count + " stages");
        }
        return List.copyOf(given);
    }

    /** The blocks. As in the reference, the first stage is left out where it would not change the width. */
    List<Block> blocks(int inChannels) {
        List<Block> blocks = new ArrayList<>();
        if (inChannels != baseChannels) {
            blocks.add(new Block(inChannels, baseChannels, 1, 1));
        }
        int inflations = 0;
        int in = baseChannels;
        for (int stage = 2; stage <= count; stage++) {
            inflations += inflate.contains(stage) ? 1 : 0;
            int out = (int) (baseChannels * Math.pow(channelRatio, inflations) + 1e-4);
            blocks.add(new Block(in, out, down.contains(stage) ? 2 : 1, stage));
            in = out;
        }
        return blocks;
    }
}

package io.skelspark.model.gcn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The widths and lengths of the stages of a backbone. Stages count from 1.
 *
 * @param count number of stages
 * @param baseChannels width of the first
 * @param channelRatio factor of the width at each stage of {@code inflate}
 * @param inflate stages that widen
 * @param down stages that halve the number of frames
 */
public record StageShapes(int count, int baseChannels, double channelRatio, List<Integer> inflate, List<Integer> down)
        implements Serializable {
    /**
     * Checks the lists of stages.
     *
     * @throws IllegalArgumentException if a list names a stage that does not exist
     */
    public StageShapes {
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
     * The shape of one stage.
     *
     * @param in channels of its input
     * @param out channels of its output
     * @param stride frames of the input per frame of the output
     * @param stage its number; the first has no residual
     */
    record StageShape(int in, int out, int stride, int stage) {}

    /** Returns the shapes. As in the reference, the first stage is left out if it would not change the width. */
    List<StageShape> shapes(int inChannels) {
        List<StageShape> shapes = new ArrayList<>();
        if (inChannels != baseChannels) {
            shapes.add(new StageShape(inChannels, baseChannels, 1, 1));
        }
        int inflations = 0;
        int in = baseChannels;
        for (int stage = 2; stage <= count; stage++) {
            inflations += inflate.contains(stage) ? 1 : 0;
            int out = (int) (baseChannels * Math.pow(channelRatio, inflations) + 1e-4);
            shapes.add(new StageShape(in, out, down.contains(stage) ? 2 : 1, stage));
            in = out;
        }
        return shapes;
    }
}

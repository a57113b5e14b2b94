package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import java.util.List;

/**
 * Turns a clip about the origin as if it were seen from another side: about each of some axes, one after the other, by a
 * drawn number of whole degrees, the same for the whole clip; counter-clockwise seen from the tip of the axis.
 *
 * <p>Shape (M, T, V, C) any width, C 2 or 3, to (M, T, V, C) float64. Joints at the origin, and so missing persons, stay
 * there. A 2D clip turns about z only.
 *
 * @param axes the axes, in the order of the turns
 * @param least smallest angle in degrees
 * @param most largest angle in degrees
 * @source CTR-GCN, feeders/feeder_ucla.py, which turns about y, then about x, by -60 to 60 degrees
 */
public record RandomView(List<Axis> axes, int least, int most) implements Transform {
    /**
     * Copies the axes and checks the range.
     *
     * @throws IllegalArgumentException if there is no axis, or the range is empty
     */
    public RandomView {
        axes = List.copyOf(axes);
        if (axes.isEmpty() || least > most) {
            throw new IllegalArgumentException("RandomView about " + axes + " by " + least + " to " + most
                    + " degrees, expected an axis, and the smaller number of degrees first");
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        double[] rotation = Axis.X.rotation(0);
        for (Axis axis : axes) {
            double angle = Math.toRadians(least + random.upTo(most - least));
            rotation = Rotation.product(axis.rotation(-angle), rotation);
        }
        if (sample.keypoint().size(3) == 2 && !axes.equals(List.of(Axis.Z))) {
            throw new IllegalArgumentException("clip " + sample.id() + " has 2 coordinates, RandomView about " + axes
                    + " expected 3, or axes = [z]: correct axes");
        }
        return sample.withKeypoint(Rotation.apply(rotation, sample));
    }
}

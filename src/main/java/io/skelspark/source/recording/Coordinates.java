package io.skelspark.source.recording;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.Unit;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers of a source mean: fractions become pixels, millimetres become metres, and axes may be chosen, exchanged
 * and turned round.
 *
 * @param unit unit of the files, or null if it is the one that the format has
 * @param image size of the image, or null if it is the one that the files say
 * @param axes the axes that are kept, in their order; empty: those of the files
 */
public record Coordinates(@Nullable Unit unit, @Nullable ImageShape image, List<SignedAxis> axes)
        implements Serializable {
    /** Fractions go a little beyond the image; pixels go far beyond. */
    private static final double LARGEST_FRACTION = 2;

    /** So many joints are not in the corner of the image by chance. */
    private static final int FEWEST_JOINTS = 3;

    private static final double MILLI = 1e-3;

    /** An axis of the files, 0 for x, 1 for y and 2 for z, and the sign that it is taken with. */
    public record SignedAxis(int axis, int sign) implements Serializable {}

    /** Copies the list. */
    public Coordinates {
        axes = List.copyOf(axes);
    }

    /** Returns the converter of a recording. */
    Converter converter(Unit fileUnit, @Nullable ImageShape fileImage) {
        return new Converter(unit == null ? fileUnit : unit, image == null ? fileImage : image);
    }

    /** The conversion of one recording, from the unit of its file. */
    final class Converter {
        private final Unit from;
        private final @Nullable ImageShape shape;

        private Converter(Unit from, @Nullable ImageShape shape) {
            this.from = from;
            this.shape = shape;
        }

        @Nullable
        ImageShape image() {
            return shape;
        }

        /**
         * Checks that numbers are pixels, if they should be.
         *
         * @param first number of the frame that frames are counted from
         * @throws MalformedRecordException if all joints of all people are fractions, or those of one person in one frame
         */
        void requirePixels(List<Frame> frames, int first) throws MalformedRecordException {
            if (from != Unit.PIXEL) {
                return;
            }
            double largest = frames.stream()
                    .flatMap(frame -> frame.people().stream())
                    .mapToDouble(Converter::largest)
                    .max()
                    .orElse(0);
            if (largest > 0 && largest <= LARGEST_FRACTION) {
                throw new MalformedRecordException(
                        "keypoint",
                        "no coordinate beyond " + largest,
                        "pixels; set dataset.source.unit = fraction and dataset.source.image = [height, width]");
            }
            for (Frame frame : frames) {
                requirePixels(frame, first + frame.index());
            }
        }

        private static void requirePixels(Frame frame, int number) throws MalformedRecordException {
            for (int person = 0; person < frame.people().size(); person++) {
                Detection each = frame.people().get(person);
                double largest = largest(each);
                long found =
                        Arrays.stream(each.score()).filter(score -> score > 0).count();
                if (largest > 0 && largest <= LARGEST_FRACTION && found >= FEWEST_JOINTS) {
                    throw new MalformedRecordException(
                            "keypoint of person " + (person + 1) + " in frame " + number,
                            "no coordinate beyond " + largest,
                            "pixels, as in the other frames");
                }
            }
        }

        private static double largest(Detection person) {
            return Arrays.stream(person.keypoint()).map(Math::abs).max().orElse(0);
        }

        /**
         * Converts a person.
         *
         * @throws MalformedRecordException if the numbers are no fractions, the size of the image is needed and not known, or
         *     an axis is not there
         */
        Detection convert(Detection person, int frame) throws MalformedRecordException {
            int dimensions = person.dimensions();
            double[] scale = scale(dimensions);
            double[] keypoint = new double[person.joints() * (axes.isEmpty() ? dimensions : axes.size())];
            int at = 0;
            for (int joint = 0; joint < person.joints(); joint++) {
                requireFractions(person, joint, frame);
                if (axes.isEmpty()) {
                    for (int axis = 0; axis < dimensions; axis++) {
                        keypoint[at++] = person.keypoint()[joint * dimensions + axis] * scale[axis];
                    }
                } else {
                    for (SignedAxis each : axes) {
                        keypoint[at++] =
                                person.keypoint()[joint * dimensions + each.axis()] * scale[each.axis()] * each.sign();
                    }
                }
            }
            return new Detection(
                    person.track(), keypoint, person.score(), person.confidence(), box(person.box(), scale));
        }

        private void requireFractions(Detection person, int joint, int frame) throws MalformedRecordException {
            for (int axis = 0; from == Unit.FRACTION && axis < Math.min(2, person.dimensions()); axis++) {
                double value = person.keypoint()[joint * person.dimensions() + axis];
                if (Math.abs(value) > LARGEST_FRACTION && person.score()[joint] > 0) {
                    throw new MalformedRecordException(
                            "joint " + joint + " in frame " + frame,
                            (axis == 0 ? "x " : "y ") + value,
                            "fractions of the image, 0 to 1; set dataset.source.unit = pixel if all are pixels");
                }
            }
        }

        private double[] scale(int dimensions) throws MalformedRecordException {
            for (SignedAxis each : axes) {
                if (each.axis() >= dimensions) {
                    throw new MalformedRecordException(
                            "keypoint", dimensions + " coordinates of a joint", "those that dataset.source.axes names");
                }
            }
            double[] scale = new double[dimensions];
            for (int axis = 0; axis < dimensions; axis++) {
                scale[axis] = switch (from) {
                    case PIXEL, METRE -> 1;
                    case MILLIMETRE -> MILLI;
                    // depth is in the scale of x
                    case FRACTION -> axis == 1 ? sized().height() : sized().width();
                };
            }
            return scale;
        }

        private ImageShape sized() throws MalformedRecordException {
            if (shape == null) {
                throw new MalformedRecordException(
                        "size of the image",
                        "none",
                        "dataset.source.image = [height, width], since the joints are fractions of it");
            }
            return shape;
        }

        private static double @Nullable [] box(double @Nullable [] box, double[] scale) {
            return box == null || scale.length < 2
                    ? null
                    : new double[] {box[0] * scale[0], box[1] * scale[1], box[2] * scale[0], box[3] * scale[1]};
        }
    }
}

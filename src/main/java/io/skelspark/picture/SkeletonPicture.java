package io.skelspark.picture;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of a clip's skeletons, all at one scale. Limbs of the left side are blue, of the right side orange, the others
 * grey; people after the first are paler and numbered. Missing joints (at zero, or with score 0) are left out with their
 * limbs.
 */
public final class SkeletonPicture {
    private static final int LONG_SIDE = 240;
    private static final int SHORT_SIDE = 140;
    private static final int MARGIN = 18;
    private static final float LIMB_WIDTH = 2.5f;
    private static final double JOINT_RADIUS = 2.6;

    private final Layout layout;
    private final Perspective perspective;
    private final Tensor keypoint;
    private final @Nullable Tensor score;
    private final int people;
    private final Rectangle2D bounds;
    private final double scale;

    /**
     * Creates the pictures of a clip.
     *
     * @param sample joints (M, T, V, C), before any transform
     * @throws IllegalArgumentException if the layout has another number of joints, the perspective needs an axis that they
     *     lack, or all joints are missing
     */
    public SkeletonPicture(Layout layout, Perspective perspective, PoseSample sample) {
        this.layout = layout;
        this.perspective = perspective;
        keypoint = sample.keypoint();
        score = sample.keypointScore();
        if (keypoint.size(2) != layout.size()) {
            throw new IllegalArgumentException("clip '" + sample.id() + "' has " + keypoint.size(2)
                    + " joints, expected the " + layout.size() + " of layout " + layout.name());
        }
        perspective.check(keypoint);
        Rectangle2D found = null;
        Set<Integer> seen = new HashSet<>();
        for (int joint = 0; joint < keypoint.size(0) * frames() * layout.size(); joint++) {
            if (present(joint)) {
                Rectangle2D place = new Rectangle2D.Double(across(joint), down(joint), 0, 0);
                found = found == null ? place : found.createUnion(place);
                seen.add(joint / (frames() * layout.size()));
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("clip '" + sample.id() + "' has no joint that is not at zero");
        }
        people = seen.size();
        bounds = found;
        scale = (LONG_SIDE - 2 * MARGIN) / Math.max(Math.max(bounds.getWidth(), bounds.getHeight()), 1e-9);
    }

    /** Returns the number of frames, T. */
    public int frames() {
        return keypoint.size(1);
    }

    /**
     * Draws the clip as an animation.
     *
     * @param name of the file, without ending
     */
    public Picture animation(String name, int framesPerSecond) {
        List<BufferedImage> images =
                IntStream.range(0, frames()).mapToObj(this::image).toList();
        return Picture.gif(name, images, framesPerSecond);
    }

    /**
     * Draws at most {@code shown} frames, evenly spaced over the clip, on one sheet.
     *
     * @param name of the file, without ending
     */
    public Picture sheet(String name, String title, int shown) {
        ContactSheet sheet = new ContactSheet(
                title, List.of("left", "right", "centre"), List.of(Palette.LEFT, Palette.RIGHT, Palette.CENTRE));
        for (int frame : ContactSheet.spread(frames(), shown)) {
            sheet.add("frame " + frame, image(frame));
        }
        return Picture.png(name, sheet.image());
    }

    /**
     * Moves the joints of the clip to their positions on the pictures, in pixels. Missing joints stay at zero.
     *
     * @shape (M, T, V, C) to (M, T, V, 2)
     */
    public PoseSample onCanvas(PoseSample sample) {
        int joints = keypoint.size(0) * frames() * layout.size();
        double[] values = new double[2 * joints];
        for (int joint = 0; joint < joints; joint++) {
            if (present(joint)) {
                values[2 * joint] = DType.FLOAT32.round(left(joint));
                values[2 * joint + 1] = DType.FLOAT32.round(top(joint));
            }
        }
        int[] shape = {keypoint.size(0), frames(), layout.size(), 2};
        return new PoseSample(
                sample.id(),
                sample.label(),
                frames(),
                new ImageShape(height(), width()),
                new Tensor(DType.FLOAT32, shape, values),
                score);
    }

    /**
     * Draws one frame.
     *
     * @param frame from 0
     */
    BufferedImage image(int frame) {
        try (Canvas canvas = Canvas.of(width(), height(), Color.WHITE)) {
            canvas.pen().setStroke(new BasicStroke(LIMB_WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            for (int person = keypoint.size(0) - 1; person >= 0; person--) {
                draw(canvas, person, frame);
            }
            return canvas.image();
        }
    }

    private int width() {
        return Math.max(SHORT_SIDE, (int) Math.ceil(bounds.getWidth() * scale) + 2 * MARGIN);
    }

    private int height() {
        return Math.max(SHORT_SIDE, (int) Math.ceil(bounds.getHeight() * scale) + 2 * MARGIN);
    }

    private void draw(Canvas canvas, int person, int frame) {
        int first = (person * frames() + frame) * layout.size();
        for (int limb = 0; limb < layout.limbs().size(); limb++) {
            int from = first + layout.limbs().get(limb).from();
            int to = first + layout.limbs().get(limb).to();
            if (present(from) && present(to)) {
                canvas.pen().setColor(color(side(limb, layout.limbSides()), person));
                canvas.pen().draw(new Line2D.Double(left(from), top(from), left(to), top(to)));
            }
        }
        int highest = -1;
        for (int joint = 0; joint < layout.size(); joint++) {
            int place = first + joint;
            if (present(place)) {
                canvas.pen().setColor(color(side(joint, layout.jointSides()), person));
                canvas.pen()
                        .fill(new Ellipse2D.Double(
                                left(place) - JOINT_RADIUS,
                                top(place) - JOINT_RADIUS,
                                2 * JOINT_RADIUS,
                                2 * JOINT_RADIUS));
                highest = highest < 0 || top(place) < top(highest) ? place : highest;
            }
        }
        if (people > 1 && highest >= 0) {
            canvas.pen().setColor(Palette.TEXT);
            canvas.text(Integer.toString(person), (int) left(highest) - 3, (int) top(highest) - 4, MARGIN);
        }
    }

    private static Color side(int index, Layout.Sides sides) {
        if (sides.left().contains(index)) {
            return Palette.LEFT;
        }
        return sides.right().contains(index) ? Palette.RIGHT : Palette.CENTRE;
    }

    private static Color color(Color color, int person) {
        return person == 0 ? color : Palette.pale(color);
    }

    /**
     * Returns the position of a joint, in pixels from the left.
     *
     * @param place index of the joint among (M, T, V)
     */
    double left(int place) {
        return (across(place) - bounds.getCenterX()) * scale + width() / 2.0;
    }

    /**
     * Returns the position of a joint, in pixels from the top.
     *
     * @param place index of the joint among (M, T, V)
     */
    double top(int place) {
        return (down(place) - bounds.getCenterY()) * scale + height() / 2.0;
    }

    private double across(int place) {
        return perspective.across(keypoint, place * keypoint.size(3));
    }

    private double down(int place) {
        return perspective.down(keypoint, place * keypoint.size(3));
    }

    private boolean present(int place) {
        if (score != null && !(score.values()[place] > 0)) {
            return false;
        }
        int first = place * keypoint.size(3);
        return IntStream.range(first, first + keypoint.size(3)).anyMatch(value -> keypoint.values()[value] != 0);
    }
}

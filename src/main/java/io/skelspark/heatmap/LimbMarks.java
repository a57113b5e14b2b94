package io.skelspark.heatmap;

import io.skelspark.skeleton.Layout.Pair;
import java.util.List;

/**
 * Marks of limbs: a ridge along each limb, as high as the lower score of its two joints. A limb of less than a pixel is
 * drawn as its first joint.
 *
 * @source PoseC3D, arXiv:2104.13586; MMAction2 1.2, GeneratePoseTarget
 */
public final class LimbMarks extends Marks {
    private static final long serialVersionUID = 1;

    private final List<Pair> limbs;
    private final Gaussian gaussian;

    /**
     * Creates the marks of limbs.
     *
     * @param sigma width of the ridges in pixels
     * @throws IllegalArgumentException if sigma is not positive
     */
    public LimbMarks(List<Pair> limbs, double sigma) {
        this.limbs = List.copyOf(limbs);
        gaussian = new Gaussian(sigma);
    }

    @Override
    public int channels() {
        return limbs.size();
    }

    @Override
    Window window(Pose pose, int person, int frame, int channel, int height, int width) {
        Pair limb = limbs.get(channel);
        double startX = pose.x(person, frame, limb.from());
        double startY = pose.y(person, frame, limb.from());
        double endX = pose.x(person, frame, limb.to());
        double endY = pose.y(person, frame, limb.to());
        if (!(peak(pose, person, frame, limb) >= SMALLEST_SCORE) || Double.isNaN(startX + startY + endX + endY)) {
            return Window.NONE;
        }
        if (isPoint(startX, startY, endX, endY)) {
            return KeypointMarks.window(gaussian, pose, person, frame, limb.from(), height, width);
        }
        return Window.around(
                Math.min(startX, endX),
                Math.min(startY, endY),
                Math.max(startX, endX),
                Math.max(startY, endY),
                gaussian.reach(),
                height,
                width);
    }

    @Override
    void fill(Pose pose, int person, int frame, int channel, Window window, Plane plane) {
        Pair limb = limbs.get(channel);
        double startX = pose.x(person, frame, limb.from());
        double startY = pose.y(person, frame, limb.from());
        double endX = pose.x(person, frame, limb.to());
        double endY = pose.y(person, frame, limb.to());
        if (isPoint(startX, startY, endX, endY)) {
            gaussian.point(startX, startY, pose.score(person, frame, limb.from()), window, plane);
        } else {
            gaussian.line(startX, startY, endX, endY, peak(pose, person, frame, limb), window, plane);
        }
    }

    private static double peak(Pose pose, int person, int frame, Pair limb) {
        return Math.min(pose.score(person, frame, limb.from()), pose.score(person, frame, limb.to()));
    }

    private static boolean isPoint(double startX, double startY, double endX, double endY) {
        double alongX = endX - startX;
        double alongY = endY - startY;
        return alongX * alongX + alongY * alongY < 1;
    }
}

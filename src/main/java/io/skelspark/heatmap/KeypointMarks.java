package io.skelspark.heatmap;

/**
 * Marks of joints: a bell at each joint, as high as the joint's score.
 *
 * @source PoseC3D, arXiv:2104.13586; MMAction2 1.2, GeneratePoseTarget
 */
public final class KeypointMarks extends Marks {
    private static final long serialVersionUID = 1;

    private final int joints;
    private final Gaussian gaussian;

    /**
     * Creates the marks of joints.
     *
     * @param sigma width of the bells in pixels
     * @throws IllegalArgumentException if sigma is not positive
     */
    public KeypointMarks(int joints, double sigma) {
        this.joints = joints;
        gaussian = new Gaussian(sigma);
    }

    @Override
    public int channels() {
        return joints;
    }

    @Override
    Window window(Pose pose, int person, int frame, int channel, int height, int width) {
        return window(gaussian, pose, person, frame, channel, height, width);
    }

    /** Returns the window of a joint's bell; empty if the joint has no score or no position. */
    static Window window(Gaussian gaussian, Pose pose, int person, int frame, int joint, int height, int width) {
        double x = pose.x(person, frame, joint);
        double y = pose.y(person, frame, joint);
        if (!(pose.score(person, frame, joint) >= SMALLEST_SCORE) || Double.isNaN(x + y)) {
            return Window.NONE;
        }
        return Window.around(x, y, x, y, gaussian.reach(), height, width);
    }

    @Override
    void fill(Pose pose, int person, int frame, int channel, Window window, Plane plane) {
        gaussian.point(
                pose.x(person, frame, channel),
                pose.y(person, frame, channel),
                pose.score(person, frame, channel),
                window,
                plane);
    }
}

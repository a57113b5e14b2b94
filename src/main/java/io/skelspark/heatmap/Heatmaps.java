package io.skelspark.heatmap;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * The heat maps of a sample's frames, optionally followed by those of their mirror images. Each frame is a view.
 *
 * @param pose the joints
 * @param marks what is drawn
 * @param height of a map, pixels
 * @param width of a map, pixels
 * @param mirror for each channel the channel of the other side; empty without mirror images
 */
public record Heatmaps(Pose pose, Marks marks, int height, int width, List<Integer> mirror) implements FrameMaps {

    /**
     * Copies the order of the mirrored marks and checks the sizes.
     *
     * @throws IllegalArgumentException if the maps have no pixels or {@code mirror} differs from the marks in length
     */
    public Heatmaps {
        mirror = List.copyOf(mirror);
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "maps of " + height + " x " + width + " pixels, expected at least 1 x 1");
        }
        if (!mirror.isEmpty() && mirror.size() != marks.channels()) {
            throw new IllegalArgumentException("a mirror of " + mirror.size() + " channels for " + marks.channels());
        }
    }

    /** @shape (frames, K, H, W), frames of the mirror images after the others */
    @Override
    public int[] shape() {
        return new int[] {pose.frames() * (mirror.isEmpty() ? 1 : 2), marks.channels(), height, width};
    }

    @Override
    public int mapSize() {
        return height * width;
    }

    @Override
    public void drawMap(int view, int channel, FloatBuffer target, int offset) {
        Plane plane = plane(view, target, offset);
        int frame = view % pose.frames();
        int source = source(view, channel);
        for (int person = 0; person < pose.persons(); person++) {
            Window window = marks.window(pose, person, frame, source, height, width);
            if (!window.isEmpty()) {
                marks.fill(pose, person, frame, source, window, plane);
            }
        }
    }

    @Override
    public void eraseMap(int view, int channel, FloatBuffer target, int offset) {
        Plane plane = plane(view, target, offset);
        int frame = view % pose.frames();
        int source = source(view, channel);
        for (int person = 0; person < pose.persons(); person++) {
            plane.clear(marks.window(pose, person, frame, source, height, width));
        }
    }

    private boolean isMirrored(int view) {
        return view >= pose.frames();
    }

    private int source(int view, int channel) {
        return isMirrored(view) ? mirror.get(channel) : channel;
    }

    private Plane plane(int view, FloatBuffer target, int offset) {
        return isMirrored(view)
                ? Plane.mirrored(target, offset, height, width)
                : Plane.upright(target, offset, height, width);
    }
}

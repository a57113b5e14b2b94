package io.skelspark.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A writer of {@code .skeleton} files of bodies that stand or lie in some frames. */
public final class NtuText {
    /** A body in frames from (inclusive) to (exclusive), at x, moving by a step per frame. */
    public record Body(long id, int from, int to, double x, double step, double width) {
        double[] joint(int joint, int frame) {
            return new double[] {x + step * (frame - from) + width * joint / 24, joint / 24.0, 3 + joint / 100.0};
        }
    }

    private NtuText() {}

    /** Returns a narrow body, which no rule takes for noise. */
    public static Body upright(long id, int from, int to, double x, double step) {
        return new Body(id, from, to, x, step, 0.5);
    }

    /** Returns a body wider than people, which denoising drops. */
    public static Body lying(long id, int from, int to, double x, double step) {
        return new Body(id, from, to, x, step, 1.5);
    }

    /** Returns the content of a file with some frames. */
    public static String text(int frames, Body... bodies) {
        StringBuilder text = new StringBuilder(frames + "\r\n");
        for (int frame = 0; frame < frames; frame++) {
            List<Body> there = new ArrayList<>();
            for (Body body : bodies) {
                if (body.from() <= frame && frame < body.to()) {
                    there.add(body);
                }
            }
            text.append(there.size()).append("\r\n");
            for (Body body : there) {
                text.append(body.id()).append(" 0 1 1 1 1 0 0.01 0.2 2\r\n25\r\n");
                for (int joint = 0; joint < 25; joint++) {
                    double[] at = body.joint(joint, frame);
                    text.append(String.format(
                            Locale.ROOT, "%.6f %.6f %.6f 255 210 960 540 0.1 0.2 0.3 0.4 2%n", at[0], at[1], at[2]));
                }
            }
        }
        return text.toString();
    }
}

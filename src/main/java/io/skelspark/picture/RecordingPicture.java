package io.skelspark.picture;

import io.skelspark.evaluate.Segment;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.Tensor;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pictures of a recording's skeletons at some frames, evenly spaced, each frame with what its people do. */
public final class RecordingPicture {
    private static final int LINE = 16;
    private static final int SQUARE = 10;
    /** The width of a sheet in pixels: at full size on a page. */
    private static final int SHEET = 1020;

    private final SkeletonPicture skeleton;
    private final int[] frames;
    private final List<PersonTimeline> people;
    private final List<String> classes;
    private final ClassColors colors;

    private RecordingPicture(
            SkeletonPicture skeleton, int[] frames, List<PersonTimeline> people, List<String> classes) {
        this.skeleton = skeleton;
        this.frames = frames;
        this.people = people;
        this.classes = classes;
        colors = ClassColors.of(people, classes.size());
    }

    /**
     * Creates the pictures of a recording, or nothing if no joint is present at the chosen frames.
     *
     * @param sample joints (M, T, V, C), before any transform
     * @param shown number of frames at most
     * @param classes names of all classes by index
     * @throws IllegalArgumentException if the layout has another number of joints, or the perspective needs an axis that
     *     they lack
     */
    public static Optional<RecordingPicture> of(
            Layout layout,
            Perspective perspective,
            PoseSample sample,
            int shown,
            List<PersonTimeline> people,
            List<String> classes) {
        int[] frames = ContactSheet.spread(sample.keypoint().size(1), shown);
        PoseSample chosen = at(sample, frames);
        Tensor score = chosen.keypointScore();
        boolean empty = Arrays.stream(chosen.keypoint().values()).allMatch(value -> value == 0)
                || (score != null && Arrays.stream(score.values()).noneMatch(value -> value > 0));
        return empty
                ? Optional.empty()
                : Optional.of(new RecordingPicture(
                        new SkeletonPicture(layout, perspective, chosen), frames, people, classes));
    }

    /**
     * Returns a clip of some frames.
     *
     * @shape (M, T, V, C) to (M, frames, V, C)
     */
    private static PoseSample at(PoseSample sample, int[] frames) {
        Tensor score = sample.keypointScore();
        return sample.withKeypoint(sample.keypoint().frames(frames), score == null ? null : score.frames(frames))
                .withTotalFrames(frames.length);
    }

    /**
     * Draws the frames as an animation. Below the skeletons stand the number of the frame and the action of each person.
     *
     * @param name of the file, without ending
     */
    public Picture animation(String name, int framesPerSecond) {
        List<BufferedImage> images = new ArrayList<>();
        for (int index = 0; index < frames.length; index++) {
            images.add(described(index));
        }
        return Picture.gif(name, images, framesPerSecond);
    }

    /**
     * Draws at most {@code shown} of the frames on one sheet.
     *
     * @param name of the file, without ending
     */
    public Picture sheet(String name, String title, int shown) {
        BufferedImage first = skeleton.image(0);
        ContactSheet sheet = new ContactSheet(
                title,
                List.of("left", "right", "centre"),
                List.of(Palette.LEFT, Palette.RIGHT, Palette.CENTRE),
                Math.max(1, Math.min(ContactSheet.COLUMNS, SHEET / (first.getWidth() + 8))));
        for (int index : ContactSheet.spread(frames.length, shown)) {
            sheet.add("frame " + frames[index], skeleton.image(index));
        }
        return Picture.png(name, sheet.image());
    }

    private BufferedImage described(int index) {
        BufferedImage image = skeleton.image(index);
        int height = image.getHeight() + (people.size() + 1) * LINE + 6;
        try (Canvas canvas = Canvas.of(image.getWidth(), height, Color.WHITE)) {
            canvas.pen().drawImage(image, 0, 0, null);
            int line = image.getHeight() + LINE - 3;
            canvas.text("frame " + frames[index], 4, line, image.getWidth() - 8);
            for (PersonTimeline person : people) {
                line += LINE;
                Segment segment = person.at(frames[index]).orElse(null);
                canvas.pen().setColor(segment == null ? Palette.FAINT : colors.color(segment.label()));
                canvas.pen().fillRect(4, line - SQUARE + 1, SQUARE, SQUARE);
                canvas.pen().setColor(Palette.TEXT);
                canvas.text(text(person, segment), 8 + SQUARE, line, image.getWidth() - SQUARE - 12);
            }
            return canvas.image();
        }
    }

    private String text(PersonTimeline person, @Nullable Segment segment) {
        String action = segment == null ? "no action" : classes.get(segment.label());
        return person.person() == null ? action : person.person() + ": " + action;
    }
}

package io.skelspark.pipeline.prediction;

import io.skelspark.config.ConfigError;
import io.skelspark.evaluate.Segment;
import io.skelspark.picture.Fonts;
import io.skelspark.picture.PersonTimeline;
import io.skelspark.picture.Perspective;
import io.skelspark.picture.Picture;
import io.skelspark.picture.RecordingPicture;
import io.skelspark.picture.ReportPage;
import io.skelspark.picture.TimelinePicture;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A self-contained HTML page with the timelines of recordings: for each one, what its people do over time, the skeletons
 * in motion and at some frames, and a table of the segments. Long recordings do not make it long: of a recording at most
 * {@value #ANIMATED} frames are drawn and {@value #LISTED} segments listed.
 */
public final class TimelinePage {
    private static final int ANIMATED = 60;
    private static final int SHOWN = 12;
    private static final int LISTED = 100;
    private static final int FRAMES_PER_SECOND = 10;

    private final ReportPage page;
    private final Layout layout;
    private final @Nullable Perspective view;
    private final List<String> classes;
    private int recordings;

    /**
     * Starts a page without recordings.
     *
     * @param view the side from which skeletons are seen; null for the usual one of 2D or 3D joints
     * @param classes names of all classes by index
     * @throws ConfigError if this machine cannot draw
     */
    public TimelinePage(String title, Layout layout, @Nullable Perspective view, List<String> classes) {
        Fonts.problem().ifPresent(problem -> {
            throw new ConfigError(problem);
        });
        page = new ReportPage(title);
        page.paragraph("People and frames are numbered from 0. A bar shows the segments of a person, and its gaps"
                + " that no action was found. The curves below it are the probabilities of the person's most likely"
                + " classes in each window.");
        this.layout = layout;
        this.view = view;
        this.classes = List.copyOf(classes);
    }

    /**
     * Adds a recording.
     *
     * @param sample joints (M, T, V, C) of the whole recording, before any transform
     * @throws IllegalArgumentException if the layout has another number of joints, or the perspective needs an axis that
     *     they lack
     */
    public TimelinePage add(PoseSample sample, List<PersonTimeline> people) {
        recordings++;
        int frames = sample.keypoint().size(1);
        int windows =
                people.stream().mapToInt(person -> person.windows().size()).sum();
        int segments =
                people.stream().mapToInt(person -> person.segments().size()).sum();
        page.heading(sample.id());
        page.paragraph(frames + " frames, " + windows + " windows, " + segments + " segments");
        Picture timeline = TimelinePicture.of("timeline-" + recordings, people, frames, classes);
        String description = "actions of the people in " + sample.id() + " over time";
        Perspective side = view == null ? Perspective.of(sample.keypoint().size(3)) : view;
        Optional<RecordingPicture> skeletons = RecordingPicture.of(layout, side, sample, ANIMATED, people, classes);
        List<Map.Entry<Picture, String>> pictures = new ArrayList<>();
        pictures.add(Map.entry(timeline, description));
        skeletons.ifPresent(drawn -> pictures.add(Map.entry(
                drawn.animation("skeleton-" + recordings, FRAMES_PER_SECOND), "skeletons of " + sample.id())));
        page.beside(pictures);
        skeletons.ifPresentOrElse(
                drawn -> page.picture(
                        drawn.sheet("frames-" + recordings, sample.id(), SHOWN),
                        "skeletons of " + sample.id() + " at some frames"),
                () -> page.paragraph("No joint is present at the frames that would be drawn."));
        list(people, segments);
        return this;
    }

    private void list(List<PersonTimeline> people, int segments) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("person", "action", "first frame", "last frame", "probability"));
        for (PersonTimeline person : people) {
            for (Segment segment : person.segments()) {
                if (lines.size() <= LISTED) {
                    lines.add(List.of(
                            person.name(),
                            classes.get(segment.label()),
                            Integer.toString(segment.start()),
                            Integer.toString(segment.end()),
                            String.format(Locale.ROOT, "%.3f", segment.probability())));
                }
            }
        }
        if (segments > 0) {
            page.table(lines);
        }
        if (segments > LISTED) {
            page.paragraph("The table lists the first " + LISTED + " of " + segments + " segments.");
        }
    }

    /** Returns the page as HTML that is also well-formed XML. */
    public String html() {
        return page.html();
    }
}

package io.skelspark.picture;

import io.skelspark.evaluate.Segment;
import io.skelspark.storage.PlainText;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A picture of what the people of a recording do over time. Each person has a bar of coloured segments with the names of
 * their classes, and below it the probabilities of the person's most likely classes, window by window.
 */
public final class TimelinePicture {
    private static final int WIDTH = 760;
    private static final int LEFT = 56;
    private static final int RIGHT = 20;
    private static final int MARGIN = 10;
    private static final int LINE = 18;
    private static final int BAR = 24;
    private static final int CURVES = 72;
    private static final int PERSON = LINE + BAR + 10 + CURVES + 14;
    private static final int SHOWN_CURVES = 5;
    private static final int MOST_NAMED = 24;
    /** The width of a segment with a name, in pixels. */
    private static final int NARROWEST = 20;

    /** Fewer letters than these say nothing. */
    private static final int FEWEST_LETTERS = 3;

    private final List<PersonTimeline> people;
    private final List<String> classes;
    private final TimeAxis axis;
    private final ClassColors colors;

    private TimelinePicture(List<PersonTimeline> people, List<String> classes, int frames) {
        this.people = people;
        this.classes = classes;
        axis = new TimeAxis(frames, LEFT, WIDTH - LEFT - RIGHT);
        colors = ClassColors.of(people, classes.size());
    }

    /**
     * Draws the timeline of a recording.
     *
     * @param name of the file, without ending
     * @param frames number of frames of the recording, 1 or more
     * @param classes names of all classes by index
     */
    public static Picture of(String name, List<PersonTimeline> people, int frames, List<String> classes) {
        return Picture.png(
                name, new TimelinePicture(people, classes, frames).draw().image());
    }

    private Canvas draw() {
        Legend legend = legend();
        int bottom = MARGIN + people.size() * PERSON;
        try (Canvas canvas = Canvas.of(WIDTH, bottom + 2 * LINE + legend.height() + MARGIN, Color.WHITE)) {
            axis.draw(canvas, MARGIN, bottom);
            canvas.text("frame", MARGIN - 6, bottom + 15, LEFT);
            for (int index = 0; index < people.size(); index++) {
                person(canvas, people.get(index), MARGIN + index * PERSON);
            }
            legend.draw(canvas, LEFT, bottom + LINE + 6);
            return canvas;
        }
    }

    private void person(Canvas canvas, PersonTimeline person, int top) {
        canvas.pen().setFont(Canvas.FONT.deriveFont(Font.BOLD));
        String count = person.windows().isEmpty() ? ": no window" : "";
        canvas.pen().setColor(Palette.TEXT);
        canvas.text(person.name() + count, LEFT, top + LINE - 5, axis.width());
        canvas.pen().setFont(Canvas.FONT);
        canvas.pen().setColor(new Color(0xf2f2f2));
        canvas.pen().fillRect(LEFT, top + LINE, axis.width(), BAR);
        person.segments().forEach(segment -> segment(canvas, segment, top + LINE));
        ScoreCurves curves = new ScoreCurves(axis, top + LINE + BAR + 10, CURVES);
        curves.ground(canvas);
        List<Integer> shown = shown(person);
        for (int index = shown.size() - 1; index >= 0; index--) { // the most important lies on top
            int label = shown.get(index);
            curves.draw(canvas, person.windows(), label, colors.color(label));
        }
    }

    private void segment(Canvas canvas, Segment segment, int top) {
        int left = (int) axis.x(segment.start());
        int width = Math.max(1, (int) axis.x(segment.end() + 1.0) - left);
        Color color = colors.color(segment.label());
        canvas.pen().setColor(color);
        canvas.pen().fillRect(left, top, width, BAR);
        if (width > 3) {
            canvas.pen().setColor(Color.WHITE);
            canvas.pen().fillRect(left + width - 1, top, 1, BAR);
        }
        if (width < NARROWEST) {
            return;
        }
        String name = PlainText.line(classes.get(segment.label()));
        String fitted = Canvas.fitted(name, canvas.pen().getFontMetrics(), width - 8);
        if (!fitted.endsWith("...") || fitted.length() >= FEWEST_LETTERS + 3) {
            canvas.pen().setColor(Palette.on(color));
            canvas.text(fitted, left + 4, top + BAR - 8, width - 8);
        }
    }

    /** Returns the classes whose curves a person shows, the most important first. */
    private List<Integer> shown(PersonTimeline person) {
        List<Integer> ranked = ClassColors.ranked(List.of(person), classes.size());
        return ranked.subList(0, Math.min(SHOWN_CURVES, ranked.size()));
    }

    private Legend legend() {
        Set<Integer> found = new LinkedHashSet<>();
        people.stream().filter(person -> !person.windows().isEmpty()).forEach(person -> found.addAll(shown(person)));
        people.forEach(person -> person.segments().forEach(segment -> found.add(segment.label())));
        List<Integer> ordered = colors.inOrder(found);
        List<String> names = new ArrayList<>();
        List<Color> shades = new ArrayList<>();
        for (int label : ordered.subList(0, Math.min(MOST_NAMED, ordered.size()))) {
            names.add(classes.get(label));
            shades.add(colors.color(label));
        }
        if (ordered.size() > MOST_NAMED) {
            names.add("and " + (ordered.size() - MOST_NAMED) + " more");
            shades.add(Color.WHITE);
        }
        return new Legend(names, shades, axis.width());
    }
}

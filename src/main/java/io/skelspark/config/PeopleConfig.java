package io.skelspark.config;

import io.skelspark.source.people.Choice;
import io.skelspark.source.people.FrameRate;
import io.skelspark.source.people.Linking;
import io.skelspark.source.people.MissingJoints;
import io.skelspark.source.people.PeopleRules;

/** The reader of the rules for people and gaps: the sections {@code people}, {@code missing} and {@code fps} of a source. */
final class PeopleConfig {
    private static final Range FRAMES_A_SECOND = Range.between(0, 1000);

    private PeopleConfig() {}

    /** Returns whether each person who is kept is a clip of their own. */
    static boolean onePersonClips(Settings source) {
        return source.section("people").flag("one-person-clips");
    }

    /**
     * Reads the rules.
     *
     * @param persons most people of a clip; if clips have one person each, there is no bound on how many are kept
     */
    static PeopleRules read(Settings source, int persons) {
        Settings people = source.section("people");
        Settings missing = source.section("missing");
        Settings fps = source.section("fps");
        return new PeopleRules(
                new Linking(
                        people.choice("link", Linking.By.class),
                        people.number("reach", Range.above0(100)),
                        people.integer("bridge", Range.COUNT_OR_ZERO)),
                new Choice(
                        people.choice("choose", Choice.By.class),
                        onePersonClips(source) ? Integer.MAX_VALUE : persons,
                        people.integer("min-frames", Range.COUNT)),
                new MissingJoints(
                        missing.number("below", Range.NOT_NEGATIVE), missing.integer("fill", Range.COUNT_OR_ZERO)),
                new FrameRate(fps.number("from", FRAMES_A_SECOND), fps.number("to", FRAMES_A_SECOND)));
    }
}

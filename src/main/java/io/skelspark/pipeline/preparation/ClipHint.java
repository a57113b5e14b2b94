package io.skelspark.pipeline.preparation;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.source.ClipNeeds;
import java.util.Locale;
import java.util.Objects;

/**
 * A sign that a clip is not what its set takes it for. A clip may be right all the same, so it stays in the set, and the
 * user is told; what no network could take is a rejection instead.
 */
enum ClipHint {
    /** Joints may lie beyond the border, but not all the time within an image that lies on its side. */
    SIDEWAYS_IMAGE("img_shape", "[height, width]; the joints fit if the two change places") {
        @Override
        boolean holds(ClipFacts facts, ClipNeeds needs) {
            ImageShape image = facts.clip().imgShape();
            return image != null
                    && facts.greatest()[0] > 1.05 * image.width()
                    && facts.greatest()[0] <= image.height()
                    && facts.greatest()[1] <= image.width();
        }

        @Override
        String found(ClipFacts facts) {
            ImageShape image = Objects.requireNonNull(facts.clip().imgShape());
            return "[" + image.height() + ", " + image.width() + "] and joints up to x = " + number(facts.greatest()[0])
                    + ", y = " + number(facts.greatest()[1]);
        }
    },
    /** A clip of fractions of the image. */
    FRACTIONS(
            "keypoint",
            "pixels, as the transforms take them; multiply by the size of the image, or set PreNormalize2D to mode = auto"
                    + " with smallest-extent = 0.01") {
        @Override
        boolean holds(ClipFacts facts, ClipNeeds needs) {
            return needs.pixels()
                    && facts.least()[0] <= facts.greatest()[0]
                    && Math.min(facts.least()[0], facts.least()[1]) >= 0
                    && Math.max(facts.greatest()[0], facts.greatest()[1]) <= 1;
        }

        @Override
        String found(ClipFacts facts) {
            return "all joints in 0 to 1";
        }
    },
    /** A mark that no transform knows. */
    MINUS_ONE("keypoint", "zeros for a missing joint; -1 is taken for a position") {
        @Override
        boolean holds(ClipFacts facts, ClipNeeds needs) {
            return facts.minusOnes() > 0;
        }

        @Override
        String found(ClipFacts facts) {
            return facts.minusOnes() + " of " + facts.joints() + " joints at -1";
        }
    },
    /** More people than a clip has frames. */
    PEOPLE_AND_FRAMES("keypoint", "axes (M, T, V, C): people, then frames, which seem to have changed places") {
        @Override
        boolean holds(ClipFacts facts, ClipNeeds needs) {
            return facts.persons() > needs.persons() && facts.frames() <= needs.persons();
        }

        @Override
        String found(ClipFacts facts) {
            return facts.persons() + " people in " + facts.frames() + " frames";
        }
    },
    /** Detection failed, or the clip is padded. */
    EMPTY_FRAMES("keypoint", "a pose in most frames; leave the empty frames out, or the clip") {
        @Override
        boolean holds(ClipFacts facts, ClipNeeds needs) {
            return 2 * facts.zeroFrames() >= facts.frames();
        }

        @Override
        String found(ClipFacts facts) {
            return facts.zeroFrames() + " of " + facts.frames() + " frames without a joint";
        }
    },
    /** Somewhat shorter clips are common in published sets; the table of quality counts them. */
    SHORT(
            "total_frames",
            "at least half of frames, the length of a view, which repeats the clip; lower frames, or leave it out") {
        @Override
        boolean holds(ClipFacts facts, ClipNeeds needs) {
            return 2L * facts.frames() < needs.frames();
        }

        @Override
        String found(ClipFacts facts) {
            return Integer.toString(facts.frames());
        }
    },
    /** Only a hint if other clips have scores. */
    NO_SCORE(
            "keypoint_score",
            "scores in all clips or in none: a network of joints refuses the set, heat maps take it; give these scores of 1") {
        @Override
        boolean holds(ClipFacts facts, ClipNeeds needs) {
            return facts.clip().keypointScore() == null;
        }

        @Override
        String found(ClipFacts facts) {
            return "none";
        }
    };

    private final String field;
    private final String expected;

    ClipHint(String field, String expected) {
        this.field = field;
        this.expected = expected;
    }

    /** Returns whether a clip gives this hint. */
    abstract boolean holds(ClipFacts facts, ClipNeeds needs);

    /** Returns what was found in such a clip. */
    abstract String found(ClipFacts facts);

    String field() {
        return field;
    }

    /** Returns what was expected, and how to get there. */
    String expected() {
        return expected;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}

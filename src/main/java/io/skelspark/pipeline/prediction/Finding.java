package io.skelspark.pipeline.prediction;

import io.skelspark.evaluate.Segment;
import io.skelspark.model.predict.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * What is found in a recording: the actions of a clip or window, an action over some time, frames that cannot be scored, parts that are
 * left out.
 */
sealed interface Finding {
    /** Returns the id of the clip; of a file that cannot be read, its name. */
    String id();

    /** Returns the index of the person, or null for all people of the clip. */
    @Nullable
    Integer person();

    /** Returns the finding in frames that are counted from an earlier one. */
    Finding later(int frames);

    /**
     * The actions of a clip or window.
     *
     * @param start first frame, from 0
     * @param end last frame
     */
    record Scored(String id, @Nullable Integer person, int start, int end, Prediction prediction) implements Finding {
        @Override
        public Finding later(int frames) {
            return new Scored(id, person, start + frames, end + frames, prediction);
        }
    }

    /**
     * An action of one person over some time.
     *
     * @param action name of its class
     */
    record Found(String id, Integer person, Segment segment, String action) implements Finding {
        @Override
        public Finding later(int frames) {
            return new Found(id, person, segment.later(frames), action);
        }
    }

    /**
     * Frames that cannot be scored.
     *
     * @param frames where they are, or null if the record has none
     * @param reason one line that names the clip
     */
    record Refused(String id, @Nullable Integer person, @Nullable Frames frames, String reason) implements Finding {
        @Override
        public Finding later(int count) {
            return frames == null
                    ? this
                    : new Refused(id, person, new Frames(frames.start + count, frames.end + count), reason);
        }
    }

    /**
     * What a source leaves out of a clip that is scored all the same, such as a person.
     *
     * @param text one line that names the clip
     */
    record LeftOut(String id, String text) implements Finding {
        @Override
        public @Nullable Integer person() {
            return null;
        }

        @Override
        public Finding later(int frames) {
            return this;
        }
    }

    /**
     * Some frames of a recording.
     *
     * @param start first frame, from 0
     * @param end last frame
     */
    record Frames(int start, int end) {}
}

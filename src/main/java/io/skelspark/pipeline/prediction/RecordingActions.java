package io.skelspark.pipeline.prediction;

import io.skelspark.model.predict.ActionPredictor;
import io.skelspark.model.predict.Prediction;
import io.skelspark.model.predict.Windows;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Adjustment;
import io.skelspark.source.Annotation;
import io.skelspark.source.Loss;
import io.skelspark.source.Omission;
import io.skelspark.source.Rejection;
import io.skelspark.source.SourceRecord;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names the actions of the records of a source: of each clip as a whole, or window by window and person by person. What cannot
 * be scored is part of the result, with the reason.
 *
 * @param predictor scores the clips, on one thread
 * @param windows how clips are cut; null to score each as a whole
 */
record RecordingActions(ActionPredictor predictor, @Nullable Windows windows) {
    /**
     * The actions of some frames, or why they have none.
     *
     * @param id of the clip; of a file that cannot be read, its name
     * @param person index of the person, or null for all people of the clip
     * @param first index of the first frame, or null if it is not known
     * @param last index of the last frame, or null if it is not known
     * @param prediction the actions, or null if the frames were refused
     * @param refused why they were refused, or null
     */
    record Scored(
            String id,
            @Nullable Integer person,
            @Nullable Integer first,
            @Nullable Integer last,
            @Nullable Prediction prediction,
            @Nullable String refused) {

        private static Scored refused(String id, String reason) {
            return new Scored(id, null, null, null, null, reason);
        }
    }

    /** Scores a record. The windows of a clip are scored as the stream is read, person by person. */
    Stream<Scored> of(SourceRecord record) {
        if (record instanceof Annotation annotation) {
            return of(annotation.sample());
        }
        if (record instanceof Rejection rejection) {
            return Stream.of(Scored.refused(record.id(), rejection.line()));
        }
        if (record instanceof Loss loss) {
            return Stream.of(Scored.refused(record.id(), loss.line()));
        }
        if (record instanceof Omission omission) {
            return omission.isWhole() ? Stream.of(Scored.refused(record.id(), omission.line())) : Stream.empty();
        }
        return Stream.empty(); // an adjustment, of a clip that follows or has been scored
    }

    private Stream<Scored> of(PoseSample clip) {
        // a clip of another shape has no people and frames to cut
        if (windows == null || predictor.shapeRejection(clip) != null) {
            return Stream.of(score(null, 0, clip));
        }
        return IntStream.range(0, clip.keypoint().size(0))
                .boxed()
                .flatMap(person -> windows.of(clip, person))
                .map(window -> score(window.person(), window.first(), window.clip()));
    }

    private Scored score(@Nullable Integer person, int first, PoseSample clip) {
        Rejection rejection = predictor.rejection(clip);
        return new Scored(
                clip.id(),
                person,
                first,
                first + clip.totalFrames() - 1,
                rejection == null ? predictor.predict(clip) : null,
                rejection == null ? null : rejection.line());
    }
}

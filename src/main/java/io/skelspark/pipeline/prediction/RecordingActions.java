package io.skelspark.pipeline.prediction;

import io.skelspark.evaluate.ScoredWindow;
import io.skelspark.evaluate.Segment;
import io.skelspark.evaluate.SegmentMerger;
import io.skelspark.model.predict.ActionPredictor;
import io.skelspark.model.predict.UnfitClipException;
import io.skelspark.skeleton.PoseSample;
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
 * @param walk how clips are cut; null to score each as a whole
 */
record RecordingActions(ActionPredictor predictor, @Nullable WindowSettings walk) {
    /**
     * Scores a record. Its clips and windows are scored as the stream is read, person by person. Frames are those of the
     * recording.
     */
    Stream<Finding> of(SourceRecord record) {
        if (record instanceof Annotation annotation) {
            return of(annotation.sample()).map(finding -> finding.later(annotation.first()));
        }
        if (record instanceof Rejection rejection) {
            return refused(rejection.id(), rejection.line());
        }
        if (record instanceof Loss loss) {
            return refused(loss.id(), loss.line());
        }
        if (record instanceof Omission omission) {
            return omission.isWhole()
                    ? refused(omission.id(), omission.line())
                    : Stream.of(new Finding.LeftOut(omission.id(), omission.line()));
        }
        return Stream.empty(); // an adjustment of a clip that is scored
    }

    private static Stream<Finding> refused(String id, String reason) {
        return Stream.of(new Finding.Refused(id, null, null, reason));
    }

    private Stream<Finding> of(PoseSample clip) {
        // a clip of another shape has no people and frames to cut
        if (walk == null || predictor.shapeRejection(clip) != null) {
            return Stream.of(score(null, 0, clip));
        }
        return IntStream.range(0, clip.keypoint().size(0)).boxed().flatMap(person -> of(clip, person, walk));
    }

    /** Scores the windows of one person. Each segment follows the window that completes it. */
    private Stream<Finding> of(PoseSample clip, int person, WindowSettings how) {
        SegmentMerger merger = new SegmentMerger(how.segments());
        Stream<Finding> walked = how.windows().of(clip, person).flatMap(window -> {
            Finding finding = score(person, window.first(), window.clip());
            return finding instanceof Finding.Scored scored
                    ? Stream.concat(Stream.of(scored), found(scored.id(), person, merger.add(window(scored))))
                    : Stream.of(finding);
        });
        return Stream.concat(walked, Stream.of(merger).flatMap(last -> found(clip.id(), person, last.finish())));
    }

    /** Returns the scores of a window. */
    static ScoredWindow window(Finding.Scored scored) {
        return new ScoredWindow(
                scored.start(), scored.end(), scored.prediction().probabilities());
    }

    private Stream<Finding> found(String id, int person, List<Segment> segments) {
        return segments.stream()
                .map(segment -> new Finding.Found(
                        id, person, segment, predictor.classes().get(segment.label())));
    }

    private Finding score(@Nullable Integer person, int start, PoseSample clip) {
        int end = start + clip.totalFrames() - 1;
        try {
            return new Finding.Scored(clip.id(), person, start, end, predictor.predict(clip));
        } catch (UnfitClipException unfit) {
            return new Finding.Refused(
                    clip.id(), person, new Finding.Frames(start, end), String.valueOf(unfit.getMessage()));
        }
    }
}

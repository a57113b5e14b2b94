package io.skelspark.pipeline.prediction;

import io.skelspark.evaluate.ScoredWindow;
import io.skelspark.evaluate.Segment;
import io.skelspark.model.predict.ActionPredictor;
import io.skelspark.picture.PersonTimeline;
import io.skelspark.pipeline.TrainedStreams;
import io.skelspark.skeleton.Layout;
import io.skelspark.source.Annotation;
import io.skelspark.source.SourceRecord;
import io.skelspark.storage.FileName;
import io.skelspark.storage.Folder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * The function of a task that names the actions in recordings, one after the other, and makes rows of them; it draws the
 * timeline of each recording if the settings say so.
 */
final class ScoreRecordings implements FlatMapFunction<Iterator<SourceRecord>, Row> {
    private final Broadcast<TrainedStreams> streams;
    private final PredictionSettings settings;
    private final String pages;
    private final SerializableConfiguration hadoop;

    /** @param pages folder of the timelines */
    ScoreRecordings(
            Broadcast<TrainedStreams> streams,
            PredictionSettings settings,
            String pages,
            SerializableConfiguration hadoop) {
        this.streams = streams;
        this.settings = settings;
        this.pages = pages;
        this.hadoop = hadoop;
    }

    @Override
    public Iterator<Row> call(Iterator<SourceRecord> records) {
        if (!records.hasNext()) {
            return Stream.<Row>empty().iterator();
        }
        String model = streams.value().model();
        ActionPredictor predictor = streams.value().predictor();
        TaskCompletionListener close = done -> predictor.close();
        TaskContext.get().addTaskCompletionListener(close);
        RecordingActions actions = new RecordingActions(predictor, settings.walk());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(records, 0), false)
                .flatMap(record -> settings.timelines() ? drawn(record, actions) : actions.of(record))
                .filter(finding -> !(finding instanceof Finding.LeftOut))
                .map(finding -> PredictionTable.row(finding, settings.top(), model))
                .iterator();
    }

    /** Scores a record and draws its timeline, in frames of the clip. */
    private Stream<Finding> drawn(SourceRecord record, RecordingActions actions) {
        List<Finding> findings = actions.of(record).toList();
        if (record instanceof Annotation clip) {
            draw(
                    clip,
                    people(findings.stream()
                            .map(finding -> finding.later(-clip.first()))
                            .toList()),
                    actions.predictor().classes());
        }
        return findings.stream();
    }

    private void draw(Annotation clip, List<PersonTimeline> people, List<String> classes) {
        if (people.isEmpty()) {
            return;
        }
        Layout layout = streams.value().config().dataset().layout();
        TimelinePage page = new TimelinePage(clip.id() + ": actions", layout, null, classes);
        String html = page.add(clip.sample(), people).html();
        try {
            new Folder(new Path(pages), hadoop.value()).write(FileName.of(clip.id()) + ".html", html);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<PersonTimeline> people(List<Finding> findings) {
        TreeMap<Integer, List<ScoredWindow>> windows = new TreeMap<>();
        TreeMap<Integer, List<Segment>> segments = new TreeMap<>();
        for (Finding finding : findings) {
            @Nullable Integer person = finding.person();
            if (person != null && finding instanceof Finding.Scored scored) {
                windows.computeIfAbsent(person, first -> new ArrayList<>()).add(RecordingActions.window(scored));
            } else if (person != null && finding instanceof Finding.Found found) {
                segments.computeIfAbsent(person, first -> new ArrayList<>()).add(found.segment());
            }
        }
        List<PersonTimeline> people = new ArrayList<>();
        windows.forEach((person, scored) ->
                people.add(new PersonTimeline(person, scored, segments.getOrDefault(person, List.of()))));
        return people;
    }
}

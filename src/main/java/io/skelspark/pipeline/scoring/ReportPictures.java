package io.skelspark.pipeline.scoring;

import io.skelspark.checkpoint.MetricsLog;
import io.skelspark.checkpoint.RunFolder;
import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.AccuracyTable;
import io.skelspark.evaluate.ConfusionMatrix;
import io.skelspark.picture.ClassPictures;
import io.skelspark.picture.CurvesPicture;
import io.skelspark.picture.Fonts;
import io.skelspark.picture.Picture;
import io.skelspark.picture.ReportPage;
import io.skelspark.storage.FileName;
import io.skelspark.train.TrainingCurves;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The pictures of a report's streams and fusions, and the page that shows them beside the accuracy table. */
public final class ReportPictures {
    /** Mistakes that the page lists for each row. */
    private static final int MISTAKES = 10;

    private final List<RunConfig> streams;
    private final RunConfig config;
    private final List<String> classes;
    private final Configuration hadoop;

    /**
     * Prepares the pictures of a report.
     *
     * @param streams the settings of each stream
     * @param classes names by index
     */
    public ReportPictures(List<RunConfig> streams, List<String> classes, Configuration hadoop) {
        this.streams = streams;
        config = streams.get(0);
        this.classes = classes;
        this.hadoop = hadoop;
    }

    /** Returns the curves of the streams that were trained here, or empty if all streams were imported. */
    public Optional<Picture> curves() {
        Map<String, TrainingCurves> curves = new LinkedHashMap<>();
        for (RunConfig stream : streams) {
            MetricsLog.read(new RunFolder(stream.runDir(), hadoop))
                    .ifPresent(found -> curves.put(stream.feature().key(), found));
        }
        return curves.isEmpty()
                ? Optional.empty()
                : Optional.of(CurvesPicture.of("curves", config.name() + ": training", curves));
    }

    /** Returns the confusion matrix and the accuracies of the classes for one row of the table. */
    public List<Picture> classes(String row, ConfusionMatrix confusion) {
        String title = config.name() + ", " + row;
        String name = FileName.of(row);
        return List.of(
                ClassPictures.confusion("confusion-" + name, title + ": confusion", confusion, classes),
                ClassPictures.accuracies("classes-" + name, title + ": accuracy of each class", confusion, classes));
    }

    /** Returns the whole report as one page; without fonts on this machine, a message takes the place of the pictures. */
    String page(AccuracyTable table, Map<String, ConfusionMatrix> rows) {
        ReportPage page = new ReportPage(config.name() + ": accuracy")
                .table(table.lines())
                .paragraph(
                        "Percentages of the clips that the protocol tests. A published figure is the reference's; the"
                                + " difference is in percentage points.")
                .heading("Where the numbers come from")
                .facts(table.provenance().lines());
        Optional<String> problem = Fonts.problem();
        if (problem.isPresent()) {
            page.heading("Pictures").paragraph(problem.get());
        } else {
            curves().ifPresent(picture ->
                    page.heading("Training").picture(picture, "loss, accuracy and learning rate over the iterations"));
        }
        rows.forEach((row, confusion) -> {
            page.heading(row);
            if (problem.isEmpty()) {
                classes(row, confusion)
                        .forEach(picture ->
                                page.picture(picture, picture.file() + " of " + row + "; the CSV has the numbers"));
            }
            mistakes(page, confusion);
        });
        return page.heading("Settings")
                .folded("all settings, resolved", config.resolved())
                .html();
    }

    private void mistakes(ReportPage page, ConfusionMatrix confusion) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("most frequent mistakes: true class", "taken for", "samples"));
        for (ConfusionMatrix.Mistake mistake : confusion.mistakes(MISTAKES)) {
            lines.add(List.of(
                    classes.get(mistake.trueClass()),
                    classes.get(mistake.predicted()),
                    Long.toString(mistake.count())));
        }
        if (lines.size() == 1) {
            page.paragraph("No mistake.");
        } else {
            page.table(lines);
        }
    }
}

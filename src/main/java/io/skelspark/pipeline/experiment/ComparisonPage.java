package io.skelspark.pipeline.experiment;

import io.skelspark.checkpoint.MetricsLog;
import io.skelspark.checkpoint.RunFolder;
import io.skelspark.picture.CurvesPicture;
import io.skelspark.picture.Fonts;
import io.skelspark.picture.ReportPage;
import io.skelspark.train.TrainingCurves;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The page of a comparison: the table, what its figures mean, and the curves of the runs above one another. */
final class ComparisonPage {
    /** More curves than these cannot be told apart. */
    private static final int MOST_CURVES = 12;

    private ComparisonPage() {}

    /**
     * Returns the page as HTML.
     *
     * @param name of what is compared
     * @param runs folders of the trained streams, by the name that the legend shows
     */
    static String of(String name, ComparisonTable table, Map<String, RunFolder> runs) {
        ReportPage page = new ReportPage(name + ": comparison").table(table.lines());
        table.explanations().forEach(page::paragraph);
        page.heading("Training");
        Optional<String> problem = Fonts.problem();
        if (problem.isPresent()) {
            return page.paragraph(problem.get()).html();
        }
        Map<String, TrainingCurves> curves = new LinkedHashMap<>();
        runs.forEach((label, run) -> {
            if (curves.size() < MOST_CURVES) {
                MetricsLog.read(run).ifPresent(found -> curves.put(label, found));
            }
        });
        if (runs.size() > MOST_CURVES) {
            page.paragraph("The first " + curves.size() + " of " + runs.size() + " runs.");
        }
        return curves.isEmpty()
                ? page.paragraph("The runs have no metrics.").html()
                : page.picture(
                                CurvesPicture.of("curves", name + ": training", curves),
                                "loss, accuracy and learning rate of the runs over the iterations")
                        .html();
    }
}

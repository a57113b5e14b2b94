package io.skelspark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.evaluate.AccuracyTable.Row;
import io.skelspark.evaluate.Published.Measure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccuracyTableTest {
    private static final Provenance PROVENANCE = new Provenance(
            "stgcnpp_ntu60",
            "ntu60",
            "split xsub_train trains, split xsub_val is tested",
            3,
            10,
            2,
            Map.of("joint", 7L),
            Map.of("joint", "abc123"),
            "v1",
            List.of());
    private final AccuracyTable table = new AccuracyTable(
            PROVENANCE,
            List.of(
                    new Row("joint", Map.of(), 0.892945, 0.99, 0.8, new Published(89.14, Measure.TOP1)),
                    new Row("two-stream", weights(), 0.5, 1, 1 / 3.0, null)));

    @Test
    void rendersMarkdownWithPercentagesOfTwoDecimals() {
        assertThat(table.markdown())
                .isEqualTo(
                        """
                        | stream | weights | top-1 | top-5 | mean-class | published | difference |
                        |---|---|--:|--:|--:|--:|--:|
                        | joint |  | 89.29 | 99.00 | 80.00 | 89.14 | +0.15 |
                        | two-stream | joint 1 : bone 0.5 | 50.00 | 100.00 | 33.33 |  |  |

                        - config: stgcnpp_ntu60
                        - protocol: split xsub_train trains, split xsub_val is tested
                        - data: ntu60, 3 samples of 10 clips
                        - workers: 2
                        - seeds: joint 7
                        - checkpoints (SHA-256): joint abc123
                        - code: v1
                        """);
    }

    @Test
    void rendersCsv() {
        assertThat(table.csv())
                .isEqualTo(
                        """
                        stream,weights,top-1,top-5,mean-class,published,difference
                        joint,,89.29,99.00,80.00,89.14,+0.15
                        two-stream,joint 1 : bone 0.5,50.00,100.00,33.33,,
                        """);
    }

    @Test
    void alignsTheColumnsOnATerminal() {
        assertThat(table.console().lines())
                .containsExactly(
                        "config                 stgcnpp_ntu60",
                        "protocol               split xsub_train trains, split xsub_val is tested",
                        "data                   ntu60, 3 samples of 10 clips",
                        "workers                2",
                        "seeds                  joint 7",
                        "checkpoints (SHA-256)  joint abc123",
                        "code                   v1",
                        "",
                        "stream      weights             top-1   top-5  mean-class  published  difference",
                        "joint                           89.29   99.00       80.00      89.14       +0.15",
                        "two-stream  joint 1 : bone 0.5  50.00  100.00       33.33");
    }

    @Test
    void keepsUnroundedFractionsInTheMap() {
        assertThat(table.toMap().get("rows"))
                .isEqualTo(List.of(
                        Map.of(
                                "name",
                                "joint",
                                "weights",
                                Map.of(),
                                "top-1",
                                0.892945,
                                "top-5",
                                0.99,
                                "mean-class",
                                0.8,
                                "published",
                                Map.of("percent", 89.14, "metric", "top-1")),
                        Map.of(
                                "name",
                                "two-stream",
                                "weights",
                                Map.of("joint", 1.0, "bone", 0.5),
                                "top-1",
                                0.5,
                                "top-5",
                                1.0,
                                "mean-class",
                                1 / 3.0)));
        assertThat(table.toMap().get("provenance"))
                .isEqualTo(Map.of(
                        "config",
                        "stgcnpp_ntu60",
                        "dataset",
                        "ntu60",
                        "protocol",
                        "split xsub_train trains, split xsub_val is tested",
                        "samples",
                        3,
                        "clips",
                        10,
                        "workers",
                        2,
                        "seeds",
                        Map.of("joint", 7L),
                        "checkpoints",
                        Map.of("joint", "abc123"),
                        "code-version",
                        "v1",
                        "cautions",
                        List.of()));
    }

    @Test
    void showsWhatAReaderMustKnow() {
        String caution = "3 of the 3 clips of split a are in split b";
        Provenance cautious = new Provenance("config", "set", "a", 3, 1, 1, Map.of(), Map.of(), "v1", List.of(caution));
        AccuracyTable shown = new AccuracyTable(cautious, table.rows());

        assertThat(shown.markdown()).contains("- caution: " + caution);
        assertThat(shown.console()).contains("caution", caution);
        assertThat(shown.toMap().toString()).contains("cautions=[" + caution + "]");
    }

    @Test
    void computesARowFromScores() {
        List<Scores> samples =
                List.of(scores(0, 9, 0, 0, 0, 0, 0), scores(0, 0, 9, 1, 1, 1, 1), scores(1, 0, 9, 0, 0, 0, 0));
        // the second sample's label is last of six
        Row row = Row.of("bone", samples, new Published(60, Measure.MEAN_CLASS));
        assertThat(row).isEqualTo(new Row("bone", Map.of(), 2 / 3.0, 2 / 3.0, 0.75, row.published()));
        assertThat(new AccuracyTable(PROVENANCE, List.of(row)).csv())
                .contains("bone,,66.67,66.67,75.00,60.00 (mean-class),+15.00");
    }

    @Test
    void showsTheWeightsOfAFusion() {
        ScoreFusion fusion = new ScoreFusion(weights(), ScoreFusion.Input.AS_GIVEN);
        assertThat(Row.of("two-stream", fusion, List.of(scores(0, 1, 0)), null).weights())
                .isEqualTo(weights());
    }

    @Test
    void listsTheAccuracyOfEachClass() {
        List<ClassAccuracy> accuracies = List.of(new ClassAccuracy(0, 2, 3), new ClassAccuracy(1, 0, 0));
        assertThat(AccuracyTable.classAccuracyCsv(accuracies, List.of("drink", "eat")))
                .isEqualTo("index,class,samples,hits,accuracy\n0,drink,3,2,66.67\n1,eat,0,0,\n");
    }

    @Test
    void aNameIsNoFormulaNoMarkUpAndNoControlCharacter() {
        AccuracyTable hostile =
                new AccuracyTable(PROVENANCE, List.of(new Row("=1|<b>\u001b[2J", Map.of(), 0.5, 0.5, 0.5, null)));

        assertThat(hostile.csv()).contains("\n'=1|<b>\\u001b[2J,");
        assertThat(hostile.markdown()).contains("| =1\\|\\<b>\\\\u001b\\[2J |");
        assertThat(hostile.console()).contains("\n=1|<b>\\u001b[2J  ");
        assertThat(AccuracyTable.classAccuracyCsv(List.of(new ClassAccuracy(0, 2, 3)), List.of("@SUM(A1)\r")))
                .contains("\n0,'@SUM(A1)\\r,");
    }

    @Test
    void refusesAnEmptyTableAndAFigureThatIsNoPercentage() {
        assertThatThrownBy(() -> new AccuracyTable(PROVENANCE, List.of())).hasMessageContaining("no rows");
        assertThatThrownBy(() -> new Published(100.5, Measure.TOP1)).hasMessageContaining("100.5");
    }

    private static Map<String, Double> weights() {
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put("joint", 1.0);
        weights.put("bone", 0.5);
        return weights;
    }

    private static Scores scores(int label, double... values) {
        return new Scores(label, values);
    }
}

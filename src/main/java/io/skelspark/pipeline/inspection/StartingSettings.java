package io.skelspark.pipeline.inspection;

import io.skelspark.source.detection.Unit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The settings of a data set, as far as an inspection can tell them. */
final class StartingSettings {
    private final Inspect.Findings findings;
    private final RecordingSurvey survey;

    StartingSettings(Inspect.Findings findings) {
        this.findings = findings;
        survey = findings.survey();
    }

    String text() {
        return """
                include required("../base/recordings.conf")
                dataset {
                  name = recordings
                  layout = %s%s
                  dimensions = %d
                  persons = %d
                  classes = %s
                  splits = [all]
                  train-split = all
                  val-split = all
                  test-split = all
                  normalize = [%s]
                  source {
                    type = %s
                    path = "%s"
                    labels.from = %s%s
                  }
                  path = "prepared/recordings"
                  max-rejected = 0.1
                  partitions = 2
                }
                """
                .formatted(
                        layout(),
                        otherLayouts(),
                        survey.dimensions(),
                        Math.max(1, Math.min(2, survey.people().lastKey())),
                        classes(),
                        normalizer(),
                        findings.formats().get(0),
                        findings.path(),
                        findings.folders().isEmpty() ? "table # or name, or none\n    labels.table = ?" : "folder",
                        unit());
    }

    private String layout() {
        return findings.layouts().isEmpty()
                ? "?"
                : quoted(findings.layoutNames().get(0));
    }

    private String otherLayouts() {
        List<String> others = findings.layoutNames().stream().skip(1).toList();
        return others.isEmpty() ? "" : " # or " + String.join(", ", others);
    }

    private String classes() {
        List<String> folders = findings.folders();
        return folders.isEmpty()
                ? "[?]"
                : folders.stream().map(StartingSettings::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private String unit() {
        if (survey.unit() == Unit.FRACTION && survey.image() == null) {
            return "\n    unit = fraction\n    image = [?, ?]";
        }
        return survey.unit() == survey.formatUnit()
                ? ""
                : "\n    unit = " + survey.unit().key();
    }

    private String normalizer() {
        int center =
                findings.layouts().isEmpty() ? 0 : findings.layouts().get(0).center();
        return survey.dimensions() == 2
                ? "{ type = PreNormalize2D, mode = auto, smallest-extent = 10 }"
                : String.format(Locale.ROOT, "{ type = CenterJoint, joint = %d }", center);
    }

    private static String quoted(String text) {
        return text.matches("[a-zA-Z][\\w -]*") ? text : "\"" + text.replace("\"", "\\\"") + "\"";
    }
}

package io.skelspark.pipeline.inspection;

import io.skelspark.source.detection.Unit;
import io.skelspark.storage.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What an inspection found, in words. */
public final class InspectionReport {
    private static final int MOST_LISTED = 5;

    private final Inspect.Findings findings;
    private final RecordingSurvey survey;
    private final List<String> lines = new ArrayList<>();

    InspectionReport(Inspect.Findings findings) {
        this.findings = findings;
        survey = findings.survey();
    }

    /** Returns settings to start from, as a file of {@code conf/dataset}. */
    public String settings() {
        return new StartingSettings(findings).text();
    }

    /** Returns whether any recording could be read. */
    public boolean isReadable() {
        return !survey.isEmpty();
    }

    /** Returns the findings, a line each. */
    public List<String> lines() {
        lines.clear();
        row("format", String.join(", or ", findings.formats()));
        findings.beside()
                .forEach((format, file) -> row(
                        "beside",
                        "files of " + format + ", such as " + file + "; inspect them by a path of their own"));
        row(
                "recordings",
                findings.recordings().size()
                        + (findings.read() < findings.recordings().size()
                                ? ", of which " + findings.read() + " were read"
                                : ""));
        if (!findings.folders().isEmpty()) {
            row("folders", listed(findings.folders()));
        }
        if (isReadable()) {
            describe();
        }
        findings.faults().stream().limit(MOST_LISTED).forEach(fault -> row("fault", fault));
        if (findings.faults().size() > MOST_LISTED) {
            row("faults", findings.faults().size() - MOST_LISTED + " more");
        }
        return List.copyOf(lines);
    }

    private void describe() {
        row("joints", joints());
        row("layout", layouts());
        row("people", people());
        int[] frames = survey.frames();
        row(
                "frames",
                "%d / %d / %d (fewest, median, most)%s"
                        .formatted(
                                frames[0],
                                frames[frames.length / 2],
                                frames[frames.length - 1],
                                survey.emptyFrames() == 0 ? "" : ", " + survey.emptyFrames() + " without people"));
        row("missing", missing());
        DoubleSummaryStatistics scores = survey.scores();
        row(
                "scores",
                survey.isScored()
                        ? String.format(Locale.ROOT, "%.3g to %.3g", scores.getMin(), scores.getMax())
                        : "none");
        row("coordinates", survey.ranges() + ": " + unit());
    }

    private String joints() {
        String names = survey.jointNames().isEmpty() ? "without names" : "with names";
        String others = survey.jointCounts().size() == 1
                ? ""
                : "; people have " + survey.jointCounts().keySet() + " joints, which no set can mix";
        return survey.joints() + ", " + survey.dimensions() + " coordinates, " + names + others;
    }

    private String layouts() {
        if (findings.layouts().isEmpty()) {
            return "none that is shipped has these joints; write one (site: Transforms and layouts)";
        }
        return String.join(", or ", findings.layoutNames())
                + (findings.layouts().size() > 1 ? "; skelspark layout NAME draws one" : "");
    }

    private String people() {
        String counts = survey.people().entrySet().stream()
                .map(entry -> entry.getKey() + " in " + entry.getValue())
                .collect(Collectors.joining(", "));
        return counts + " recordings; "
                + (survey.isTracked() ? "the files identify them" : "without identities, followed by distance");
    }

    private String missing() {
        double[] missing = survey.missing();
        double mean = IntStream.range(0, missing.length)
                .mapToDouble(joint -> missing[joint])
                .average()
                .orElse(0);
        String most = IntStream.range(0, missing.length)
                .boxed()
                .filter(joint -> missing[joint] > 0)
                .sorted(Comparator.comparingDouble(joint -> -missing[joint]))
                .limit(MOST_LISTED)
                .map(joint -> name(joint) + " " + percent(missing[joint]))
                .collect(Collectors.joining(", "));
        return percent(mean) + " of joints" + (most.isEmpty() ? "" : ", most: " + most);
    }

    private String name(int joint) {
        if (joint < survey.jointNames().size()) {
            return survey.jointNames().get(joint);
        }
        // the likeliest layout
        return findings.layouts().isEmpty()
                ? "joint " + joint
                : findings.layouts().get(0).joints().get(joint);
    }

    private String unit() {
        Unit unit = survey.unit();
        return unit.key()
                + (unit == survey.formatUnit()
                        ? ""
                        : ", though the format has " + survey.formatUnit().key());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String listed(List<String> names) {
        String first = names.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
        return names.size() > MOST_LISTED ? first + " and " + (names.size() - MOST_LISTED) + " more" : first;
    }

    private void row(String what, String found) {
        lines.add(PlainText.line(String.format(Locale.ROOT, "%-12s %s", what, found)));
    }
}

package io.skelspark.prepared;

import io.skelspark.storage.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tables of what the clips of a prepared set look like: one line for each split, and one for each class.
 *
 * @param manifest the manifest of the set
 */
public record QualityTable(Manifest manifest) {
    /** The classes of a set with more of them fill a screen. */
    private static final int ALL_CLASSES = 20;

    /** The cell of a column that is left out. */
    private static final String NONE = "";

    /** The number of classes that are listed of such a set. */
    private static final int FEWEST = 5;

    /** Returns the cells of the splits, the headings first. */
    public List<List<String>> splits() {
        Manifest.Quality quality = manifest.quality();
        boolean startsOver = quality.frames() > 0;
        List<List<String>> lines = new ArrayList<>();
        lines.add(cells(
                "split",
                "clips",
                "clips of a class",
                "frames of a clip",
                startsOver ? "fewer than " + quality.frames() : NONE,
                "zero frames",
                "zero joints",
                "people",
                "more than " + quality.persons()));
        for (Manifest.SplitQuality split : quality.quality()) {
            Manifest.SplitCount count = manifest.split(split.split());
            lines.add(cells(
                    split.split(),
                    Long.toString(count.clips()),
                    range(perClass(count)),
                    range(split.lengths()),
                    startsOver ? Long.toString(split.shorter()) : NONE,
                    percent(split.zeroFrames()),
                    percent(split.zeroJoints()),
                    range(split.people()),
                    Long.toString(split.crowded())));
        }
        return lines;
    }

    /** Returns a line without the cells of columns that are left out. */
    private static List<String> cells(String... cells) {
        return Stream.of(cells).filter(cell -> !cell.equals(NONE)).toList();
    }

    /** Returns the cells of the classes, the headings first; only the classes with the fewest clips if there are many. */
    public List<List<String>> classes() {
        List<Manifest.ClassCount> all = manifest.contents().classes();
        boolean many = all.size() > ALL_CLASSES;
        List<List<String>> lines = new ArrayList<>();
        List<String> headings = new ArrayList<>(List.of(many ? "classes with the fewest clips" : "class"));
        headings.addAll(manifest.splitNames());
        lines.add(headings);
        IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparingLong(index -> many ? all.get(index).clips() : 0))
                .limit(many ? FEWEST : all.size())
                .forEach(index -> {
                    List<String> line = new ArrayList<>(List.of(all.get(index).name()));
                    manifest.contents()
                            .splits()
                            .forEach(split ->
                                    line.add(split.clipsPerClass().get(index).toString()));
                    lines.add(line);
                });
        return lines;
    }

    /** Returns both tables for a terminal. A range is the smallest number, the median and the largest. */
    public String console() {
        return TextTable.aligned(splits(), 1) + System.lineSeparator() + TextTable.aligned(classes(), 1);
    }

    private static Manifest.Spread perClass(Manifest.SplitCount split) {
        List<Integer> counts =
                split.clipsPerClass().stream().map(Math::toIntExact).sorted().toList();
        return new Manifest.Spread(counts.get(0), counts.get((counts.size() - 1) / 2), counts.get(counts.size() - 1));
    }

    private static String range(Manifest.Spread spread) {
        return spread.least() == spread.greatest()
                ? Integer.toString(spread.least())
                : spread.least() + " / " + spread.median() + " / " + spread.greatest();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}

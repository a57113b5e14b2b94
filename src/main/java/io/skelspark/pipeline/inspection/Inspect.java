package io.skelspark.pipeline.inspection;

import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.Layout;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.recording.JointNames;
import io.skelspark.source.recording.RecordingPaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/** What a file or a folder of recordings holds, found out without any settings. */
public final class Inspect {
    /** The most recordings that are read. */
    private static final int MOST_READ = 100;

    private final String path;
    private final Configuration hadoop;
    private final List<String> faults = new ArrayList<>();
    private final RecordingSurvey survey = new RecordingSurvey();

    private Inspect(String path, Configuration hadoop) {
        this.path = path;
        this.hadoop = hadoop;
    }

    /**
     * What was found.
     *
     * @param path the path that was inspected
     * @param formats names of the formats that know the files, the likeliest first
     * @param beside for each format of other files one of these
     * @param format the likeliest format
     * @param recordings names of all recordings
     * @param read number of recordings that were read
     * @param survey what they hold
     * @param layouts the layouts that fit, the likeliest first
     * @param faults the recordings that could not be read, with the reason
     */
    record Findings(
            String path,
            List<String> formats,
            Map<String, String> beside,
            PoseFormat format,
            List<String> recordings,
            int read,
            RecordingSurvey survey,
            List<Layout> layouts,
            List<String> faults) {
        /** Returns the names of the layouts that fit, the likeliest first. */
        List<String> layoutNames() {
            return layouts.stream().map(Layout::name).toList();
        }

        /**
         * Returns the names of the folders that may be classes, sorted: the innermost ones that are several, each with several
         * recordings; none if no folders are.
         */
        List<String> folders() {
            List<List<String>> paths = recordings.stream()
                    .map(recording -> List.of(recording.split("/", -1)))
                    .toList();
            int deepest = paths.stream().mapToInt(List::size).max().orElse(0);
            for (int level = deepest - 2; level >= 0; level--) {
                int at = level;
                TreeSet<String> folders = new TreeSet<>();
                paths.stream().filter(path -> path.size() > at + 1).forEach(path -> folders.add(path.get(at)));
                if (folders.size() > 1 && recordings.size() >= 2 * folders.size()) {
                    return List.copyOf(folders);
                }
            }
            return List.of();
        }
    }

    /**
     * Inspects a path.
     *
     * @param path a file, a folder, or a pattern with {@code *}
     * @return what was found, a line each, and settings to start from
     * @throws IOException if there is nothing, or nothing that a format knows
     */
    public static InspectionReport run(String path, Configuration hadoop) throws IOException {
        return new InspectionReport(new Inspect(path, hadoop).findings());
    }

    private Findings findings() throws IOException {
        FormatGuess.Guess guess = FormatGuess.of(path, hadoop);
        PoseFormat format = guess.formats().values().iterator().next();
        RecordingPaths paths = new RecordingPaths(path, format, hadoop);
        List<String> files = paths.list();
        List<String> recordings = new ArrayList<>();
        int step = Math.max(1, files.size() / MOST_READ);
        int read = 0;
        for (int i = 0; i < files.size(); i++) {
            read += read(paths, format, files.get(i), i % step == 0 && read < MOST_READ, recordings);
        }
        return new Findings(
                path,
                List.copyOf(guess.formats().keySet()),
                guess.beside(),
                format,
                recordings,
                read,
                survey,
                layouts(),
                faults);
    }

    /** Names the recordings of a file, and reads them if asked to; returns how many were read. */
    private int read(RecordingPaths paths, PoseFormat format, String file, boolean whole, List<String> recordings)
            throws IOException {
        if (!whole) {
            recordings.add(paths.name(file));
            return 0;
        }
        int read = 0;
        List<RecordingReader> readers;
        try {
            readers = format.open(file, hadoop);
        } catch (MalformedRecordException bad) {
            String name = paths.name(file);
            recordings.add(name);
            faults.add(bad.rejection(name).line());
            return 0;
        }
        for (RecordingReader reader : readers) {
            String name = paths.name(file, reader.header().id(), readers.size() > 1);
            recordings.add(name);
            try (reader) {
                survey.add(reader);
                read++;
            } catch (MalformedRecordException bad) {
                faults.add(bad.rejection(name).line());
            }
        }
        return read;
    }

    /** Returns the layouts with the names of the file, or without names those with as many joints. */
    private List<Layout> layouts() {
        List<Layout> layouts = new ArrayList<>();
        List<String> names = survey.jointNames();
        for (String name : LayoutConfig.names()) {
            Layout layout = LayoutConfig.load(name);
            if (names.isEmpty()
                    ? layout.size() == survey.joints()
                    : JointNames.difference(names, layout.joints()) < 0) {
                layouts.add(layout);
            }
        }
        return layouts;
    }
}

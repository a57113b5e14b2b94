package io.skelspark.pipeline.inspection;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What recordings hold, in numbers: each is read frame by frame, and nothing of it is kept. */
final class RecordingSurvey {
    private static final double LEAST_FRACTION = -0.25;
    private static final double LARGEST_METRE = 3;

    private final List<Integer> frames = new ArrayList<>();
    private final SortedMap<Integer, Integer> people = new TreeMap<>();
    private final SortedMap<Integer, Long> joints = new TreeMap<>();
    private final SortedMap<Integer, DoubleSummaryStatistics> axes = new TreeMap<>();
    private final DoubleSummaryStatistics scores = new DoubleSummaryStatistics();
    private long[] found = new long[0];
    private long detections;
    private long tracked;
    private long emptyFrames;
    private @Nullable RecordingHeader header;

    /**
     * Reads a recording to its end.
     *
     * @throws MalformedRecordException if it has a fault; what was read before it counts
     */
    void add(RecordingReader recording) throws IOException, MalformedRecordException {
        header = header == null ? recording.header() : header;
        int length = 0;
        int most = 0;
        int withPeople = 0;
        try {
            for (Frame frame = recording.next(); frame != null; frame = recording.next()) {
                length = frame.index() + 1;
                most = Math.max(most, frame.people().size());
                withPeople += frame.people().isEmpty() ? 0 : 1;
                frame.people().forEach(this::add);
            }
            length = Math.max(length, recording.header().frames());
        } finally {
            frames.add(length);
            emptyFrames += length - withPeople;
            people.merge(most, 1, Integer::sum);
        }
    }

    private void add(Detection person) {
        detections++;
        tracked += person.track() == null ? 0 : 1;
        joints.merge(person.joints(), 1L, Long::sum);
        if (person.joints() > found.length) {
            found = Arrays.copyOf(found, person.joints());
        }
        for (int joint = 0; joint < person.joints(); joint++) {
            if (person.score()[joint] > 0) {
                found[joint]++;
                scores.accept(person.score()[joint]);
                for (int axis = 0; axis < person.dimensions(); axis++) {
                    axes.computeIfAbsent(axis, unused -> new DoubleSummaryStatistics())
                            .accept(person.keypoint()[joint * person.dimensions() + axis]);
                }
            }
        }
    }

    boolean isEmpty() {
        return detections == 0;
    }

    /** Returns the number of joints that most people have. */
    int joints() {
        return joints.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    /** Returns how many people have each number of joints. */
    SortedMap<Integer, Long> jointCounts() {
        return joints;
    }

    int dimensions() {
        return axes.size();
    }

    boolean isScored() {
        return header != null && header.scored();
    }

    boolean isTracked() {
        return tracked > 0;
    }

    List<String> jointNames() {
        return header == null ? List.of() : header.jointNames();
    }

    @Nullable
    ImageShape image() {
        return header == null ? null : header.image();
    }

    double fps() {
        return header == null ? 0 : header.fps();
    }

    /** Returns the unit that the numbers speak for. */
    Unit unit() {
        double largest = axes.values().stream()
                .mapToDouble(axis -> Math.max(Math.abs(axis.getMin()), Math.abs(axis.getMax())))
                .max()
                .orElse(0);
        if (dimensions() == 3 && header != null && header.unit() != Unit.FRACTION && header.unit() != Unit.PIXEL) {
            return largest > 100 ? Unit.MILLIMETRE : Unit.METRE;
        }
        boolean around0 = axes.entrySet().stream()
                .anyMatch(axis -> axis.getKey() < 2 && axis.getValue().getMin() < LEAST_FRACTION);
        if (dimensions() == 3 && largest <= LARGEST_METRE && around0) {
            return Unit.METRE; // from the middle of the body
        }
        return largest <= 2 ? Unit.FRACTION : Unit.PIXEL;
    }

    /** Returns the unit that the format has by itself. */
    Unit formatUnit() {
        return header == null ? Unit.PIXEL : header.unit();
    }

    /** Returns the ranges of the axes in words. */
    String ranges() {
        StringBuilder text = new StringBuilder();
        axes.forEach((axis, range) -> text.append(text.isEmpty() ? "" : ", ")
                .append("xyz".charAt(axis))
                .append(String.format(Locale.ROOT, " %.4g to %.4g", range.getMin(), range.getMax())));
        return text.toString();
    }

    DoubleSummaryStatistics scores() {
        return scores;
    }

    /** Returns the share of missing ones of each joint. */
    double[] missing() {
        double[] missing = new double[found.length];
        Arrays.setAll(missing, joint -> 1 - (double) found[joint] / detections);
        return missing;
    }

    /** Returns the numbers of frames, sorted. */
    int[] frames() {
        return frames.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    long emptyFrames() {
        return emptyFrames;
    }

    /** Returns how many recordings have each largest number of people in a frame. */
    SortedMap<Integer, Integer> people() {
        return people;
    }
}

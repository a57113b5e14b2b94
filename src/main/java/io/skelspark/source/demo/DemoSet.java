package io.skelspark.source.demo;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.storage.Existing;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The demonstration set: 560 synthetic clips of eight actions that only their motion tells apart, in Skelspark's own
 * JSON Lines format, with the COCO layout.
 *
 * <p>Its folder holds {@code train-0.jsonl} to {@code train-3.jsonl}, {@code test-0.jsonl}, {@code test-1.jsonl} and
 * {@code labels.txt}, the names of the classes in index order.
 */
public final class DemoSet {
    /** A limit, so that several tasks can read the set at the same time. */
    private static final int CLIPS_PER_FILE = 100;

    /** Written last: a folder that holds it holds a whole set. */
    private static final String LABELS = "labels.txt";

    private DemoSet() {}

    /** Returns the class names in the order of their indices. */
    public static List<String> labels() {
        return Arrays.stream(DemoAction.values()).map(DemoAction::title).toList();
    }

    /**
     * Writes the clips of a seed into a folder, which is created if missing, and returns their number.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the folder holds a set that must stay
     * @throws IOException if the folder cannot be written
     */
    public static int write(Path folder, long seed, Existing existing) throws IOException {
        Files.createDirectories(folder);
        if (existing == Existing.REFUSE && Files.exists(folder.resolve(LABELS))) {
            throw Existing.refusal(folder.toString(), "holds a set already; name another folder");
        }
        List<Annotation> clips = DemoClips.of(seed);
        for (String split : List.of("train", "test")) {
            List<Annotation> ofSplit =
                    clips.stream().filter(clip -> clip.splits().contains(split)).toList();
            for (int from = 0; from < ofSplit.size(); from += CLIPS_PER_FILE) {
                Path file = folder.resolve(split + "-" + from / CLIPS_PER_FILE + ".jsonl");
                try (Writer writer = Files.newBufferedWriter(file)) {
                    for (Annotation clip : ofSplit.subList(from, Math.min(from + CLIPS_PER_FILE, ofSplit.size()))) {
                        writer.write(line(clip));
                    }
                }
            }
        }
        Files.write(folder.resolve(LABELS), labels());
        return clips.size();
    }

    private static String line(Annotation clip) {
        PoseSample sample = clip.sample();
        ImageShape image = Objects.requireNonNull(sample.imgShape());
        StringBuilder text = new StringBuilder("{\"id\": \"")
                .append(sample.id())
                .append("\", \"label\": \"")
                .append(labels().get(sample.label()))
                .append("\", \"split\": \"")
                .append(clip.splits().get(0))
                .append("\", \"img-shape\": [")
                .append(image.height())
                .append(", ")
                .append(image.width())
                .append("], \"keypoint\": ");
        append(sample.keypoint(), 0, 0, text);
        append(Objects.requireNonNull(sample.keypointScore()), 0, 0, text.append(", \"keypoint-score\": "));
        return text.append("}\n").toString();
    }

    /** Appends one axis as nested arrays and returns the index after its last value. */
    private static int append(Tensor tensor, int axis, int index, StringBuilder text) {
        if (axis == tensor.shape().length) {
            appendHundredths(tensor.values()[index], text);
            return index + 1;
        }
        int next = index;
        for (int i = 0; i < tensor.size(axis); i++) {
            next = append(tensor, axis + 1, next, text.append(i == 0 ? '[' : ','));
        }
        text.append(']');
        return next;
    }

    /** Appends a number with two decimals, without zeros at its end. */
    private static void appendHundredths(double value, StringBuilder text) {
        long hundredths = Math.round(value * 100);
        long rest = Math.abs(hundredths % 100);
        text.append(hundredths < 0 ? "-" : "").append(Math.abs(hundredths) / 100);
        if (rest > 0) {
            text.append('.').append(rest / 10);
            if (rest % 10 > 0) {
                text.append(rest % 10);
            }
        }
    }
}

package io.skelspark.source;

import io.skelspark.pickle.BrokenPickleException;
import io.skelspark.pickle.Description;
import io.skelspark.pickle.PickleInput;
import io.skelspark.pickle.SafeUnpickler;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.storage.InputFile;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The source of JHMDB's ground-truth poses as DD-Net publishes them: {@code GT_train_N.pkl} and {@code GT_test_N.pkl},
 * each a dict of {@code pose}, a list of (T, 15, 2) arrays in pixels, and {@code label}, a list of class names. A file is
 * a few megabytes and is read whole; its arrays are decoded one by one.
 *
 * @param folder path of the folder, on any file system that Hadoop knows
 * @param split number N of the split, 1 to 3
 * @param classes the class names in the order of their indices
 * @source F. Yang et al., "Make Skeleton-based Action Recognition Model Smaller, Faster and Better" (2019)
 */
public record JhmdbPickle(String folder, int split, List<String> classes) implements SkeletonSource {
    private static final List<String> PARTS = List.of("train", "test");
    private static final int JOINTS = 15;

    public JhmdbPickle {
        classes = List.copyOf(classes);
    }

    @Override
    public List<String> files(Configuration hadoop) throws IOException {
        List<String> files = new ArrayList<>();
        for (String part : PARTS) {
            files.add(PickleFile.existing(folder + "/" + fileName(part), hadoop)
                    .path()
                    .toString());
        }
        return files;
    }

    private String fileName(String part) {
        return "GT_" + part + "_" + split + ".pkl";
    }

    @Override
    public Iterator<SourceRecord> read(String file, Configuration hadoop) throws IOException {
        InputFile pickle = PickleFile.existing(file, hadoop);
        String name = pickle.name();
        String part = PARTS.stream()
                .filter(candidate -> name.equals(fileName(candidate)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(file + ": not a file of split " + split + ", expected "
                        + fileName("train") + " or " + fileName("test")));
        try (PickleInput input = PickleFile.open(pickle)) {
            Object content = SafeUnpickler.ofArrays().load(input);
            return records(name, part, content);
        } catch (BrokenPickleException broken) {
            return ClipFile.one(PickleFile.loss(name, broken, ""));
        }
    }

    private Iterator<SourceRecord> records(String name, String part, @Nullable Object content) {
        Map<?, ?> dict = content instanceof Map<?, ?> map ? map : Map.of();
        if (!(dict.get("pose") instanceof List<?> poses)
                || !(dict.get("label") instanceof List<?> labels)
                || poses.size() != labels.size()) {
            return ClipFile.one(new Loss(
                    name, "file", Description.of(content), "a dict of pose and label, two lists of the same length"));
        }
        return IntStream.range(0, poses.size())
                .mapToObj(i -> record(part, i, poses.get(i), labels.get(i)))
                .iterator();
    }

    private SourceRecord record(String part, int index, @Nullable Object pose, @Nullable Object label) {
        String id = String.format("%s_%d/%05d", part, split, index);
        int labelIndex = label instanceof String name ? classes.indexOf(name) : -1;
        if (labelIndex < 0) {
            return new Rejection(id, "label", Description.of(label), "one of " + String.join(", ", classes));
        }
        try {
            Tensor frames = Fields.tensor("pose", pose, 3, "(T, 15, 2)");
            if (frames.size(1) != JOINTS || frames.size(2) != 2) {
                return new Rejection(id, "pose", frames.toString(), "(T, 15, 2)");
            }
            Tensor keypoint = new Tensor(frames.dtype(), new int[] {1, frames.size(0), JOINTS, 2}, frames.values());
            return new Annotation(new PoseSample(id, labelIndex, frames.size(0), null, keypoint, null), List.of(part));
        } catch (MalformedRecordException mismatch) {
            return mismatch.rejection(id);
        }
    }
}

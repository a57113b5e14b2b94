package io.skelspark.source;

import io.skelspark.pickle.NpyFile;
import io.skelspark.pickle.NpzFile;
import io.skelspark.pickle.NumpyArray;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.storage.PlainText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an archive of NumPy says of its clips beside joints and scores: for each name the texts or integers of each clip. */
final class NumpyClipsFields {
    /** Stands for the number of clips of a file whose arrays have no axis of clips. */
    static final int SINGLE = -1;

    private static final String ATTRIBUTE = "attributes.";
    private static final List<String> KEYS = List.of(
            NumpyClipsIterator.KEYPOINT, NumpyClipsIterator.SCORE, "frames", "label", "split", "id", "img_shape");
    private static final String ALL_KEYS = String.join(", ", KEYS) + ", " + ATTRIBUTE + "NAME";

    private final String stem;
    private final boolean single;
    private final int clips;
    private final List<String> classNames;
    private final Map<String, List<List<String>>> values = new HashMap<>();

    private NumpyClipsFields(String stem, int clips, List<String> classNames) {
        this.stem = stem;
        this.single = clips == SINGLE;
        this.clips = single ? 1 : clips;
        this.classNames = classNames;
    }

    /**
     * Reads the fields.
     *
     * @param clips number N of clips, or {@link #SINGLE}
     * @throws MalformedRecordException if a key is unknown, or an array has other axes or no texts or integers
     */
    static NumpyClipsFields read(String file, NpzFile archive, int clips, List<String> classNames)
            throws IOException, MalformedRecordException {
        NumpyClipsFields fields = new NumpyClipsFields(ClipFile.stem(file, ".npz"), clips, classNames);
        for (String key : archive.names()) {
            if (!KEYS.contains(key) && !key.startsWith(ATTRIBUTE)) {
                throw new MalformedRecordException("arrays", "'" + PlainText.brief(key) + "'", ALL_KEYS);
            }
            if (!key.equals(NumpyClipsIterator.KEYPOINT) && !key.equals(NumpyClipsIterator.SCORE)) {
                try (NpyFile array = archive.array(key)) {
                    fields.values.put(key, fields.perClip(key, array.array()));
                }
            }
        }
        return fields;
    }

    /** Returns the values of each clip. */
    private List<List<String>> perClip(String key, NumpyArray array) throws MalformedRecordException {
        int most = key.equals("split") || key.equals("img_shape") ? 2 : 1;
        int[] shape = array.shape();
        int axes = shape.length + (single ? 1 : 0);
        if (axes < 1 || axes > most || (!single && shape[0] != clips) || !(array.textual() || array.integral())) {
            throw new MalformedRecordException(
                    key,
                    array.toString(),
                    "texts or integers, "
                            + (single ? "without the axis of clips, as in keypoint" : clips + " of them"));
        }
        List<String> all;
        try {
            all = array.textual()
                    ? array.texts()
                    : Arrays.stream(array.integers().values())
                            .mapToObj(Long::toString)
                            .toList();
        } catch (IllegalArgumentException damaged) {
            throw new MalformedRecordException(key, String.valueOf(damaged.getMessage()), "texts or integers");
        }
        int each = clips == 0 ? 0 : all.size() / clips;
        List<List<String>> values = new ArrayList<>();
        for (int clip = 0; clip < clips; clip++) {
            values.add(all.subList(clip * each, (clip + 1) * each));
        }
        return values;
    }

    /** Returns whether the arrays have no axis of clips. */
    boolean single() {
        return single;
    }

    /** Returns the number of clips. */
    int clips() {
        return clips;
    }

    String id(int clip) {
        List<List<String>> ids = values.get("id");
        if (ids == null || ids.get(clip).isEmpty()) {
            return single ? stem : stem + "#" + clip;
        }
        return ids.get(clip).get(0);
    }

    int label(int clip) throws MalformedRecordException {
        List<List<String>> labels = values.get("label");
        if (labels == null || labels.get(clip).isEmpty()) {
            return PoseSample.UNKNOWN_LABEL;
        }
        String label = labels.get(clip).get(0);
        int named = classNames.indexOf(label);
        return named >= 0 ? named : integer("label", label, "a number from 0, or the name of a class");
    }

    /** Returns the number of frames of a clip, of all T. */
    int frames(int clip, int all) throws MalformedRecordException {
        List<List<String>> lengths = values.get("frames");
        if (lengths == null || lengths.get(clip).isEmpty()) {
            return all;
        }
        int frames = integer("frames", lengths.get(clip).get(0), "a whole number");
        if (frames < 1 || frames > all) {
            throw new MalformedRecordException("frames", Integer.toString(frames), "1 to " + all);
        }
        return frames;
    }

    List<String> splits(int clip) {
        List<List<String>> splits = values.get("split");
        return splits == null
                ? List.of()
                : splits.get(clip).stream().filter(split -> !split.isEmpty()).toList();
    }

    @Nullable
    ImageShape imgShape(int clip) throws MalformedRecordException {
        List<List<String>> shapes = values.get("img_shape");
        if (shapes == null) {
            return null;
        }
        List<String> shape = shapes.get(clip);
        if (shape.size() != 2) {
            throw new MalformedRecordException("img_shape", shape.toString(), "height and width");
        }
        return new ImageShape(
                integer("img_shape", shape.get(0), "pixels"), integer("img_shape", shape.get(1), "pixels"));
    }

    SortedMap<String, String> attributes(int clip) {
        SortedMap<String, String> attributes = new TreeMap<>();
        values.forEach((key, all) -> {
            if (key.startsWith(ATTRIBUTE) && !all.get(clip).isEmpty()) {
                attributes.put(key.substring(ATTRIBUTE.length()), all.get(clip).get(0));
            }
        });
        return attributes;
    }

    private static int integer(String key, String text, String expected) throws MalformedRecordException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException other) {
            throw new MalformedRecordException(key, "'" + PlainText.brief(text) + "'", expected);
        }
    }
}

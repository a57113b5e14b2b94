package io.skelspark.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The source of Kinetics-Skeleton as ST-GCN publishes it: OpenPose's 18 joints, one JSON file per clip in
 * {@code kinetics_PART}, and {@code kinetics_PART_label.json} beside it. Each part is a split.
 *
 * <p>As in ST-GCN, positions are fractions of the frame's size from its centre, joints without a score are zero, and the
 * people of each frame are sorted by score, so that a person's index may change from frame to frame. Frame t of a clip is
 * the one with {@code frame_index} t + 1.
 *
 * @param folder path of the folder with the parts
 * @param parts the parts with their labels
 * @param considered number of people of a frame that are considered, in the order of the file
 * @param kept number of people of a frame that are kept, those with the highest sums of scores
 * @source ST-GCN, tools/kinetics_gendata.py and feeder/feeder_kinetics.py
 */
public record KineticsSkeleton(String folder, List<Part> parts, int considered, int kept) implements SkeletonSource {
    private static final String SUFFIX = ".json";
    private static final String PREFIX = "kinetics_";

    /** A part of the set, {@code train} or {@code val}, with the labels of its clips. */
    public record Part(String name, KineticsLabels labels) implements Serializable {}

    /**
     * Copies the parts.
     *
     * @throws IllegalArgumentException if there is no part, or not 1 &lt;= kept &lt;= considered
     */
    public KineticsSkeleton {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || kept < 1 || considered < kept) {
            throw new IllegalArgumentException(parts.size() + " parts, " + kept + " people kept of " + considered
                    + ", expected at least one part and 1 <= kept <= considered");
        }
    }

    /** Returns the source of some parts, by their names, in a folder. */
    public static KineticsSkeleton of(String folder, List<String> parts, int considered, int kept) {
        List<Part> named = parts.stream()
                .map(part -> new Part(part, new KineticsLabels(folder + "/" + PREFIX + part + "_label.json")))
                .toList();
        return new KineticsSkeleton(folder, named, considered, kept);
    }

    /** Lists the clips of all parts, then the label files, which name clips that may be missing. */
    @Override
    public List<String> files(Configuration hadoop) throws IOException {
        List<String> files = new ArrayList<>();
        for (Part part : parts) {
            files.addAll(ClipFile.list(folder + "/" + PREFIX + part.name(), SUFFIX, hadoop));
        }
        for (Part part : parts) {
            files.add(part.labels().check(hadoop));
        }
        return files;
    }

    @Override
    public Iterator<SourceRecord> read(String file, Configuration hadoop) throws IOException {
        for (Part part : parts) {
            Path parent = new Path(file).getParent();
            boolean amongClips = parent != null && parent.getName().equals(PREFIX + part.name());
            if (!amongClips && new Path(file).getName().equals(part.labels().title())) {
                return missing(part, hadoop).iterator();
            }
        }
        String id = ClipFile.stem(file, SUFFIX);
        Path parent = new Path(file).getParent();
        Part part = parts.stream()
                .filter(candidate -> parent != null && parent.getName().equals(PREFIX + candidate.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(file
                        + ": not in a folder of the source, expected one of "
                        + parts.stream().map(known -> PREFIX + known.name()).toList()));
        Integer label = part.labels().of(id, hadoop);
        if (label == null) {
            return ClipFile.one(
                    new Rejection(id, "label", "no entry in " + part.labels().title(), "an entry for each clip"));
        }
        if (label == KineticsLabels.NO_SKELETON) {
            return ClipFile.one(new Omission(id, "clip", "has_skeleton is false", "clips with a skeleton"));
        }
        return ClipFile.read(file, id, hadoop, content -> records(id, part.name(), label, content));
    }

    /** Returns the rejections of clips that have a label and a skeleton, but no file. */
    private List<SourceRecord> missing(Part part, Configuration hadoop) throws IOException {
        Set<String> found = new HashSet<>();
        for (String file : ClipFile.list(folder + "/" + PREFIX + part.name(), SUFFIX, hadoop)) {
            found.add(ClipFile.stem(file, SUFFIX));
        }
        List<SourceRecord> missing = new ArrayList<>();
        for (String id : part.labels().withSkeleton(hadoop)) {
            if (!found.contains(id)) {
                missing.add(new Rejection(
                        id, "file", "none; " + part.labels().title() + " names the clip", "a file of each clip"));
            }
        }
        return missing;
    }

    private List<SourceRecord> records(String id, String part, int label, byte[] content)
            throws IOException, MalformedRecordException {
        KineticsClip clip = KineticsClip.parse(content, considered);
        if (clip.label() != label) {
            throw new MalformedRecordException(
                    "label_index",
                    clip.label() + " in the clip and " + label + " among the labels",
                    "the same in both");
        }
        List<SourceRecord> records = new ArrayList<>();
        records.add(new Annotation(clip.sample(id, kept), List.of(part)));
        int left = clip.beyond(kept);
        if (left > 0) {
            records.add(new Omission(
                    id,
                    "detections",
                    left + " of " + clip.detections(),
                    "the " + kept + " of highest score among the first " + considered + " people of a frame"));
        }
        return records;
    }
}

package io.skelspark.source;

import io.skelspark.pickle.BrokenPickleException;
import io.skelspark.pickle.Description;
import io.skelspark.pickle.PickleInput;
import io.skelspark.pickle.SafeUnpickler;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.storage.InputFile;
import io.skelspark.storage.PlainText;
import io.skelspark.transform.DecompressPose;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The source of an annotation pickle without joints and a folder of pickles with the joints of each clip, as Kinetics-400
 * is published. The keys of a clip's pickle are added to its annotation. Joints come as single detections, which
 * {@link DecompressPose} turns into people.
 *
 * @param annFile path of the annotation pickle
 * @param keypointFiles path of the folder with {@code ID.pkl}, or with the files that annotations name by
 *     {@code raw_file}, each a dict of such dicts by identifier
 * @param filter the filter of clips and detections
 * @param decompress the transform from detections to people
 * @source MMAction2, mmaction/datasets/pose_dataset.py, data_prefix.skeleton
 */
public record PysklKeypointFiles(String annFile, String keypointFiles, BoxFilter filter, DecompressPose decompress)
        implements SkeletonSource {
    private static final String SUFFIX = ".pkl";
    /** Far above the joints of any clip. */
    private static final long MAX_CLIP_BYTES = 64L << 20;
    /** Bounds a file of many clips, which is held in memory. */
    private static final long MAX_SHARED_BYTES = 1L << 30;

    @Override
    public List<String> files(Configuration hadoop) throws IOException {
        return new PysklPickle(annFile).files(hadoop);
    }

    @Override
    public List<String> companions(Configuration hadoop) throws IOException {
        return ClipFile.list(keypointFiles, SUFFIX, hadoop);
    }

    @Override
    public Iterator<SourceRecord> read(String file, Configuration hadoop) throws IOException {
        JointFiles joints = new JointFiles(hadoop);
        return PysklPickle.records(file, hadoop, (id, fields, splits) -> record(id, fields, splits, joints));
    }

    private SourceRecord record(String id, Fields annotation, List<String> splits, JointFiles joints)
            throws IOException, MalformedRecordException {
        String objection = filter.objection(annotation);
        if (objection != null) {
            return new Omission(
                    id,
                    "clip",
                    objection,
                    "a box of " + filter.boxThreshold() + " in " + filter.validRatio() + " of the frames");
        }
        Fields fields;
        try {
            fields = joints.of(id, annotation);
        } catch (BrokenPickleException broken) {
            return PickleFile.rejection(id, "keypoint file", broken);
        }
        return fields.axes("keypoint") == 3
                ? new Annotation(decompressed(id, fields), splits, NtuName.attributesOf(id))
                : PysklRecords.dense(id, fields, splits);
    }

    private PoseSample decompressed(String id, Fields fields) throws MalformedRecordException {
        DecompressPose.Detections detections = new DecompressPose.Detections(
                fields.tensor("keypoint", 3, "(N, V, 3)"),
                fields.integers("frame_inds"),
                fields.integer("total_frames"),
                filter.kept(fields));
        DecompressPose.People people;
        try {
            people = decompress.apply(detections);
        } catch (IllegalArgumentException mismatch) {
            throw new MalformedRecordException(
                    "keypoint", String.valueOf(mismatch.getMessage()), "detections with one frame index each");
        }
        return new PoseSample(
                id,
                fields.integer("label"),
                people.totalFrames(),
                fields.optionalImageShape("img_shape"),
                people.keypoint(),
                people.keypointScore());
    }

    /** Finds the joints of clips in the folder. */
    private final class JointFiles {
        private final Configuration hadoop;
        /** Name of the last file of many clips, kept because the annotations of a file usually follow each other. */
        private String sharedFile = "";

        private Map<?, ?> shared = Map.of();

        private JointFiles(Configuration hadoop) {
            this.hadoop = hadoop;
        }

        /** Returns the annotation with the keys of the clip's joints added. */
        private Fields of(String id, Fields annotation) throws IOException, MalformedRecordException {
            Optional<InputFile> own = find(id, id + SUFFIX);
            Map<?, ?> added;
            if (own.isPresent()) {
                added = dict(load(own.get(), MAX_CLIP_BYTES));
            } else if (annotation.has("raw_file")) {
                added = shared(id, annotation.text("raw_file"));
            } else {
                throw new MalformedRecordException(
                        "keypoint file", "no file " + PlainText.brief(id) + SUFFIX, "one file per clip, or raw_file");
            }
            Map<Object, Object> merged = new HashMap<>(annotation.dict());
            merged.putAll(added);
            return new Fields(merged);
        }

        private Optional<InputFile> find(String id, String name) throws IOException, MalformedRecordException {
            try {
                return InputFile.find(new Path(keypointFiles, name), hadoop);
            } catch (IllegalArgumentException odd) {
                throw new MalformedRecordException(
                        "keypoint file", "the name '" + PlainText.brief(id) + "'", "a name that a file can have");
            }
        }

        private Map<?, ?> shared(String id, String rawFile) throws IOException, MalformedRecordException {
            String name = rawFile.substring(rawFile.lastIndexOf('/') + 1);
            if (!name.equals(sharedFile)) {
                Optional<InputFile> file = name.isEmpty() ? Optional.empty() : find(id, name);
                if (file.isEmpty()) {
                    throw new MalformedRecordException(
                            "keypoint file", "no file " + PlainText.brief(name), "the file that raw_file names");
                }
                shared = dict(load(file.get(), MAX_SHARED_BYTES));
                sharedFile = name;
            }
            return dict(shared.get(id));
        }

        private static Object load(InputFile file, long most) throws IOException, MalformedRecordException {
            if (file.length() > most) {
                throw new MalformedRecordException(
                        "keypoint file", file.length() + " bytes", "at most " + most + " bytes");
            }
            try (PickleInput input = PickleFile.open(file)) {
                return SafeUnpickler.ofArrays().load(input);
            }
        }

        private static Map<?, ?> dict(@Nullable Object content) throws MalformedRecordException {
            if (content instanceof Map<?, ?> map) {
                return map;
            }
            throw new MalformedRecordException(
                    "keypoint file", Description.of(content), "a dict with the key keypoint");
        }
    }
}

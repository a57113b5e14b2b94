package io.skelspark.source;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * The source of the recordings of NTU RGB+D 60 and 120: one text file {@code SsssCcccPpppRrrrAaaa.skeleton} per clip,
 * with 25 joints in metres. The label is aaa - 1. Joints become float16, as in the published annotation files.
 *
 * @param folder path of the folder; a pattern with {@code *} for the two folders of NTU RGB+D 120
 * @param missing names of clips whose skeletons are missing or incomplete; they are left out
 * @param converter the rule that chooses the bodies of a clip
 * @param actions number of the last action that is used: 60 for NTU RGB+D 60
 * @param protocols the protocols, which make two splits each
 */
public record NtuSkeleton(
        String folder, ListedNames missing, NtuConverter converter, int actions, List<NtuProtocol> protocols)
        implements SkeletonSource {
    private static final String SUFFIX = ".skeleton";

    public NtuSkeleton {
        protocols = List.copyOf(protocols);
    }

    @Override
    public List<String> files(Configuration hadoop) throws IOException {
        return ClipFile.list(folder, SUFFIX, hadoop);
    }

    @Override
    public List<String> companions(Configuration hadoop) throws IOException {
        return missing.files(hadoop);
    }

    @Override
    public Iterator<SourceRecord> read(String file, Configuration hadoop) throws IOException {
        String id = ClipFile.stem(file, SUFFIX);
        NtuName name;
        try {
            name = NtuName.of(id);
        } catch (MalformedRecordException foreign) {
            return ClipFile.one(foreign.rejection(id));
        }
        if (missing.contains(id, hadoop)) {
            return leaveOut(id, "listed in " + missing.title(), "clips that are not listed there");
        }
        if (name.action() > actions) {
            return leaveOut(id, "action " + name.action(), "actions 1 to " + actions);
        }
        return ClipFile.read(file, id, hadoop, content -> records(id, name, NtuRecording.parse(content)));
    }

    private static Iterator<SourceRecord> leaveOut(String id, String found, String expected) {
        return ClipFile.one(new Omission(id, "clip", found, expected));
    }

    private List<SourceRecord> records(String id, NtuName name, NtuRecording recording)
            throws MalformedRecordException {
        NtuConverter.ChosenBodies bodies = converter.convert(recording);
        Tensor keypoint = bodies.keypoint();
        PoseSample sample = new PoseSample(id, name.action() - 1, keypoint.size(1), null, keypoint, null);
        List<String> splits =
                protocols.stream().map(protocol -> protocol.splitOf(name)).toList();
        List<SourceRecord> records = new ArrayList<>();
        records.add(new Annotation(sample, splits, name.attributes()));
        for (NtuConverter.Dropped body : bodies.dropped()) {
            records.add(new Omission(id, "body", body.found(), body.expected()));
        }
        return records;
    }
}

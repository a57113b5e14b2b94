package io.skelspark.source.recording;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Adjustment;
import io.skelspark.source.Annotation;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.Omission;
import io.skelspark.source.SourceRecord;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.people.Changes;
import io.skelspark.source.people.JointCounts;
import io.skelspark.source.people.People;
import io.skelspark.source.people.PeopleRules;
import io.skelspark.source.people.Track;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which frames of a recording become a clip, or a clip for each person.
 *
 * @param check the checks of each frame
 * @param coordinates what the numbers of the files mean
 * @param people who is followed and kept, and what becomes of gaps
 * @param tensors how people become the arrays of a clip
 * @param classes how texts become class indices
 * @param onePersonClips whether each person is a clip of its own
 */
public record ClipMaker(
        FrameCheck check,
        Coordinates coordinates,
        PeopleRules people,
        TrackTensors tensors,
        ClassIndex classes,
        boolean onePersonClips)
        implements Serializable {
    /** An hour and more; numbers of frames far beyond are damage. */
    private static final int MOST_FRAMES = 200_000;

    /**
     * Returns the division of a recording in frames as the file has them.
     *
     * @param parts the division in frames of clips, or null if there is none
     * @throws MalformedRecordException if the frame rate is to be changed and nothing tells the old one
     */
    @Nullable
    Parts inFramesOfTheFile(@Nullable Parts parts, RecordingHeader header) throws MalformedRecordException {
        return parts == null ? null : parts.times(people.rate().step(header.fps()));
    }

    /**
     * Makes the clips of a segment.
     *
     * @param recording name of the recording
     * @param found the frames of the segment that the recording has, counted from the first of the segment
     * @param length number of frames of the recording, as far as it is read
     * @return clips with what was changed and left out, or the rejection of the segment
     */
    List<SourceRecord> records(
            String recording, RecordingHeader header, Segment segment, List<Frame> found, int length) {
        String id = segment.id(recording);
        try {
            int frames = frames(segment, length);
            Coordinates.Converter converter = coordinates.converter(header.unit(), header.image());
            List<Frame> converted = new ArrayList<>();
            for (Frame frame : found) {
                converted.add(converted(frame, segment, converter));
            }
            converter.requirePixels(converted, segment.first());
            People kept = people.apply(converted, frames, converter.image(), header.fps());
            if (kept.tracks().isEmpty()) {
                throw nobody(segment, found, frames);
            }
            return records(id, segment, kept, header, converter.image());
        } catch (MalformedRecordException bad) {
            return List.of(bad.rejection(id));
        }
    }

    private static MalformedRecordException nobody(Segment segment, List<Frame> found, int frames) {
        boolean identified =
                found.stream().flatMap(frame -> frame.people().stream()).anyMatch(person -> person.track() != null);
        if (segment.person() == null) {
            return new MalformedRecordException("people", "nobody in " + frames + " frames", "somebody in the clip");
        }
        return new MalformedRecordException(
                "person",
                identified
                        ? "no " + segment.person() + " in " + frames + " frames"
                        : "'" + segment.person() + "', in a file that identifies nobody",
                "the identity that the file gives to a person; empty for all people");
    }

    private static int frames(Segment segment, int length) throws MalformedRecordException {
        boolean toTheEnd = segment.last() == Segment.END && segment.first() < length;
        if (!toTheEnd && segment.last() >= length) {
            throw new MalformedRecordException(
                    "segment",
                    length == 0 ? "no frames" : "frames " + segment.first() + " to " + segment.last() + " of " + length,
                    "frames of the recording, counted from 0");
        }
        int frames = (toTheEnd ? length : segment.last() + 1) - segment.first();
        if (frames > MOST_FRAMES) {
            throw new MalformedRecordException(
                    "segment",
                    frames + " frames",
                    "at most " + MOST_FRAMES + " in a clip; cut the recording into segments with a table of labels");
        }
        return frames;
    }

    private static Frame converted(Frame frame, Segment segment, Coordinates.Converter converter)
            throws MalformedRecordException {
        List<Detection> people = new ArrayList<>();
        for (Detection person : frame.people()) {
            if (segment.person() == null || segment.person().equals(person.track())) {
                people.add(converter.convert(person, segment.first() + frame.index()));
            }
        }
        return new Frame(frame.index(), people);
    }

    private List<SourceRecord> records(
            String id, Segment segment, People kept, RecordingHeader header, @Nullable ImageShape image)
            throws MalformedRecordException {
        int first = (int) Math.round(segment.first() / people.rate().step(header.fps()));
        int label = classes.of(segment.label());
        List<SourceRecord> records = new ArrayList<>();
        if (onePersonClips) {
            for (Track person : kept.tracks()) {
                records.add(clip(id + "#" + person.id(), label, segment, first, List.of(person), header, image));
            }
        } else {
            records.add(clip(id, label, segment, first, kept.tracks(), header, image));
        }
        for (People.Dropped person : kept.dropped()) {
            records.add(new Omission(id, "people", person.found(), person.expected()));
        }
        records.addAll(adjustments(id, kept.changes()));
        return records;
    }

    private Annotation clip(
            String id,
            int label,
            Segment segment,
            int first,
            List<Track> people,
            RecordingHeader header,
            @Nullable ImageShape image) {
        TrackTensors.Joints joints = tensors.joints(people, header.scored());
        int dimensions = joints.keypoint().size(3);
        return new Annotation(
                new PoseSample(
                        id,
                        label,
                        joints.keypoint().size(1),
                        dimensions == 2 ? image : null,
                        joints.keypoint(),
                        joints.score()),
                segment.splits(),
                segment.attributes(),
                first);
    }

    private static List<SourceRecord> adjustments(String id, Changes changes) {
        List<SourceRecord> adjustments = new ArrayList<>();
        if (changes.leftOut() > 0) {
            adjustments.add(new Omission(
                    id,
                    "detections",
                    changes.leftOut() + " of " + changes.detections(),
                    "people with joints and, where only identities count, with one"));
        }
        if (changes.bridged() > 0) {
            adjustments.add(new Adjustment(
                    id, "frames", changes.bridged() + " bridged", "a person is followed through short gaps"));
        }
        JointCounts joints = changes.joints();
        if (joints.filled() > 0) {
            adjustments.add(new Adjustment(
                    id, "joints", joints.filled() + " of " + joints.all() + " filled", "short gaps are filled"));
        }
        if (joints.missing() > 0) {
            adjustments.add(new Adjustment(
                    id, "joints", joints.missing() + " of " + joints.all() + " missing", "missing joints are zero"));
        }
        return adjustments;
    }
}

package io.skelspark.source.people;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rules that make the people of a clip of the detections of its frames. They apply in the order: missing joints become
 * zero, people are linked, some are kept, gaps are filled, the frame rate is changed.
 *
 * @param linking who is who from frame to frame
 * @param choice who is kept
 * @param missing what becomes of joints that were not found
 * @param rate what becomes of the frame rate
 */
public record PeopleRules(Linking linking, Choice choice, MissingJoints missing, FrameRate rate)
        implements Serializable {
    /**
     * Applies the rules to a clip. Detections are not changed.
     *
     * @param frames the frames of the clip; indices count from its start, and a frame that is left out has nobody in it
     * @param length T, the number of frames of the clip
     * @param image size of the image in the unit of the joints, or null if it is not known
     * @param fps frames a second that the file tells, or 0
     * @throws MalformedRecordException if a rule needs the size of the image or the frame rate, and nothing tells it
     * @throws IllegalArgumentException if an index is outside the clip or there twice, or if people differ in joints
     */
    public People apply(List<Frame> frames, int length, @Nullable ImageShape image, double fps)
            throws MalformedRecordException {
        double step = rate.step(fps);
        List<List<Detection>> people = cleared(frames, length);
        List<Track> tracks = linking.link(people);
        Choice.Chosen chosen = choice.choose(tracks, image);
        List<Track> filled = new ArrayList<>();
        JointCounts joints = JointCounts.NONE;
        long bridged = 0;
        for (Track track : chosen.kept()) {
            MissingJoints.Filled result = missing.fillGaps(track);
            filled.add(result.track());
            joints = joints.plus(result.joints());
            bridged += result.bridged();
        }
        long detections = people.stream().mapToLong(List::size).sum();
        long linked = tracks.stream().mapToLong(Track::length).sum();
        Changes changes = new Changes(detections, detections - linked, bridged, joints);
        return new People(
                FrameRate.length(length, step),
                filled.stream().map(track -> FrameRate.resample(track, step)).toList(),
                chosen.dropped(),
                changes);
    }

    private List<List<Detection>> cleared(List<Frame> frames, int length) {
        List<@Nullable List<Detection>> people = new ArrayList<>(IntStream.range(0, length)
                .<@Nullable List<Detection>>mapToObj(frame -> null)
                .toList());
        Detection first = null;
        for (Frame frame : frames) {
            if (frame.index() < 0 || frame.index() >= length || people.get(frame.index()) != null) {
                throw new IllegalArgumentException(
                        "frame " + frame.index() + ", expected each of 0 to " + (length - 1) + " at most once");
            }
            List<Detection> cleared = new ArrayList<>();
            for (Detection person : frame.people()) {
                first = first == null ? person : first;
                if (person.joints() != first.joints() || person.dimensions() != first.dimensions()) {
                    throw new IllegalArgumentException(person.joints() + " joints of " + person.dimensions()
                            + " coordinates in frame " + frame.index() + ", expected " + first.joints() + " of "
                            + first.dimensions());
                }
                cleared.add(missing.clear(person));
            }
            people.set(frame.index(), cleared);
        }
        return people.stream()
                .map(list -> list == null ? List.<Detection>of() : list)
                .toList();
    }
}

package io.skelspark.source;

import io.skelspark.storage.PlainText;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rule of PYSKL for choosing bodies, by their ids: ghosts are dropped (short tracks, and tracks wider than people),
 * and the other tracks are joined to two. Frames without a body are not counted. Coordinates are compared in float32.
 *
 * @source PYSKL, tools/data/ntu_preproc.py
 */
final class NtuBodyTracks {
    private static final int SHORT = 11;
    private static final double WIDEST = 0.8;
    private static final double MOST_SPREAD = 0.69754;
    private static final double NOTHING = 1e-3;
    private static final int VALUES = NtuRecording.JOINTS * 3;
    /** The joint whose absence in the first frame means that the second track holds the main person. */
    private static final int SPINE = 1;

    private final NtuRecording recording;
    private final List<NtuConverter.Dropped> dropped = new ArrayList<>();

    NtuBodyTracks(NtuRecording recording) {
        this.recording = recording;
    }

    /** The frames of one body, without gaps after the first. */
    private static final class Track {
        private final String id;
        private final int start;
        private final List<double[]> frames = new ArrayList<>();
        private double motion;

        private Track(String id, int start) {
            this.id = id;
            this.start = start;
        }

        private int end() {
            return start + frames.size();
        }

        private double motion() {
            return motion;
        }
    }

    NtuConverter.ChosenBodies choose() throws MalformedRecordException {
        List<Track> tracks = tracks();
        if (tracks.isEmpty()) {
            throw new MalformedRecordException(
                    "bodies", "none in " + recording.frames().size() + " frames", "at least one body");
        }
        if (tracks.size() > 1) {
            dropShort(tracks);
        }
        if (tracks.size() > 1) {
            dropSpread(tracks);
        }
        if (tracks.isEmpty()) {
            throw new MalformedRecordException(
                    "bodies", dropped.size() + " bodies, all dropped as noise", "a body that is a person");
        }
        Tensor keypoint = tracks.size() == 1 ? alone(tracks.get(0)) : joined(tracks);
        return new NtuConverter.ChosenBodies(keypoint, dropped);
    }

    /** Returns the bodies, sorted by how much they move, most first. */
    private List<Track> tracks() {
        Map<String, Track> byId = new LinkedHashMap<>();
        int counted = 0;
        for (List<NtuRecording.Body> bodies : recording.frames()) {
            for (NtuRecording.Body body : bodies) {
                int start = counted;
                byId.computeIfAbsent(body.id(), id -> new Track(id, start))
                        .frames
                        .add(float32(body.joints()));
            }
            counted += bodies.isEmpty() ? 0 : 1;
        }
        List<Track> tracks = new ArrayList<>(byId.values());
        tracks.forEach(track -> track.motion = motion(track.frames));
        tracks.sort(Comparator.comparingDouble(Track::motion).reversed());
        return tracks;
    }

    private static double[] float32(double[] joints) {
        double[] rounded = joints.clone();
        Arrays.setAll(rounded, i -> DType.FLOAT32.round(joints[i]));
        return rounded;
    }

    private static double motion(List<double[]> frames) {
        return NtuMotion.variance(frames, 0) + NtuMotion.variance(frames, 1) + NtuMotion.variance(frames, 2);
    }

    private void dropShort(List<Track> tracks) {
        for (Iterator<Track> each = tracks.iterator(); each.hasNext(); ) {
            Track track = each.next();
            if (track.frames.size() <= SHORT) {
                each.remove();
                drop(track, "", "more than " + SHORT + " frames, since there are several bodies");
            }
        }
    }

    private void dropSpread(List<Track> tracks) {
        for (Iterator<Track> each = tracks.iterator(); each.hasNext(); ) {
            Track track = each.next();
            List<double[]> valid =
                    track.frames.stream().filter(NtuBodyTracks::isUpright).toList();
            double spread = 1 - (double) valid.size() / track.frames.size();
            if (spread >= MOST_SPREAD) {
                each.remove();
                drop(
                        track,
                        String.format(Locale.ROOT, ", %.0f %% of them wide", 100 * spread),
                        "a body no wider than 0.8 of its height in more than 30.246 % of the frames");
            } else if (valid.size() < track.frames.size()) {
                track.motion = Math.min(track.motion, motion(valid));
            }
        }
        tracks.sort(Comparator.comparingDouble(Track::motion).reversed());
    }

    private static boolean isUpright(double[] joints) {
        return extent(joints, 0) <= WIDEST * extent(joints, 1);
    }

    private static double extent(double[] joints, int axis) {
        double lowest = joints[axis];
        double highest = joints[axis];
        for (int i = axis; i < joints.length; i += 3) {
            lowest = Math.min(lowest, joints[i]);
            highest = Math.max(highest, joints[i]);
        }
        return DType.FLOAT32.round(highest - lowest);
    }

    private void drop(Track track, String more, String expected) {
        dropped.add(new NtuConverter.Dropped(
                "body " + PlainText.brief(track.id) + " in " + track.frames.size() + " frames" + more, expected));
    }

    private static Tensor alone(Track track) {
        Tensor keypoint = Tensor.zeros(DType.FLOAT16, 1, track.frames.size(), NtuRecording.JOINTS, 3);
        for (int frame = 0; frame < track.frames.size(); frame++) {
            NtuMotion.round(track.frames.get(frame), keypoint.values(), frame * VALUES);
        }
        return keypoint;
    }

    /** The frames that one of the two persons has received; the others are zero. */
    private static final class PersonFrames {
        private final double[][] frames;
        private int start;
        private int end;

        private PersonFrames(int length) {
            frames = new double[length][];
            Arrays.fill(frames, new double[VALUES]);
        }

        private boolean isFree(Track track) {
            return Math.max(start, track.start) >= Math.min(end, track.end());
        }

        private void take(Track track) {
            for (int i = 0; i < track.frames.size(); i++) {
                frames[track.start + i] = track.frames.get(i);
            }
            start = Math.min(start, track.start);
            end = Math.max(end, track.end());
        }
    }

    private Tensor joined(List<Track> tracks) {
        int length = tracks.stream().mapToInt(Track::end).max().orElse(0);
        PersonFrames first = new PersonFrames(length);
        first.start = tracks.get(0).start;
        first.end = first.start;
        first.take(tracks.get(0));
        PersonFrames second =
                new PersonFrames(length); // starts at frame 0, so that once filled it reaches back to there
        for (Track track : tracks.subList(1, tracks.size())) {
            if (first.isFree(track)) {
                first.take(track);
            } else if (second.isFree(track)) {
                second.take(track);
            } else {
                drop(track, "", "no more than two bodies at a time; this one moves less than the two");
            }
        }
        return trimmed(first, second, length);
    }

    private static Tensor trimmed(PersonFrames first, PersonFrames second, int length) {
        int start = 0;
        int end = length;
        while (start < end && isEmpty(first.frames[start], second.frames[start])) {
            start++;
        }
        while (end > start && isEmpty(first.frames[end - 1], second.frames[end - 1])) {
            end--;
        }
        boolean swap = end > start && spine(first.frames[start]) < NOTHING && spine(second.frames[start]) > NOTHING;
        List<PersonFrames> persons = swap ? List.of(second, first) : List.of(first, second);
        Tensor keypoint = Tensor.zeros(DType.FLOAT16, 2, end - start, NtuRecording.JOINTS, 3);
        for (int person = 0; person < 2; person++) {
            for (int frame = start; frame < end; frame++) {
                int at = (person * (end - start) + frame - start) * VALUES;
                NtuMotion.round(persons.get(person).frames[frame], keypoint.values(), at);
            }
        }
        return keypoint;
    }

    private static boolean isEmpty(double[] joints, double[] others) {
        return magnitude(joints, 0, VALUES) + magnitude(others, 0, VALUES) < NOTHING;
    }

    private static double spine(double[] joints) {
        return magnitude(joints, SPINE * 3, SPINE * 3 + 3);
    }

    private static double magnitude(double[] joints, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs(joints[i]);
        }
        return sum;
    }
}

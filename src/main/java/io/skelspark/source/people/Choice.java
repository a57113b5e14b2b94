package io.skelspark.source.people;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.Keyed;
import io.skelspark.source.MalformedRecordException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which tracks are kept. The kept ones are ordered by what the rule says, then by their scores, then by
 * appearance, so that the order of people in the files does not matter.
 *
 * @param by what puts a track before others
 * @param keep most tracks that are kept
 * @param minFrames fewest frames of a track that is kept
 * @source see {@link By}; the fewest frames of CTR-GCN, data/ntu/get_raw_denoised_data.py, and of MMAction2,
 *     tools/data/skeleton/ntu_pose_extraction.py
 */
public record Choice(By by, int keep, int minFrames) implements Serializable {
    /** What puts a track before others. */
    public enum By implements Keyed {
        /**
         * The highest score: the sum over the frames of the mean score of the joints.
         *
         * @source ST-GCN, feeder/tools.py, openpose_match: tracks by their total score
         */
        SCORE("of highest score"),
        /**
         * The largest box: the mean area over the frames; of 3D joints, that of the largest side.
         *
         * @source MMAction2, tools/data/skeleton/ntu_pose_extraction.py: the mean area of a track
         */
        BOX("of largest box"),
        /**
         * The most frames.
         *
         * @source CTR-GCN, data/ntu/get_raw_denoised_data.py: the length of a body's data
         */
        LENGTH("of longest track"),
        /**
         * The most motion: the variance over time of each coordinate, summed over the axes, mean over the joints. The field
         * takes the variance over all joints and frames, in which a large person who stands still has motion too.
         *
         * @source CTR-GCN, data/ntu/get_raw_denoised_data.py, and PYSKL, tools/data/ntu_preproc.py: the energy of a body
         */
        MOTION("of most motion"),
        /**
         * The nearest to the centre of the image: the mean distance of the boxes' centres.
         *
         * @source MMAction2, tools/data/skeleton/ntu_pose_extraction.py: the distance from (480, 270)
         */
        CENTER("nearest to the centre of the image");

        private final String words;

        By(String words) {
            this.words = words;
        }
    }

    /** The tracks that are kept, and those that are not. */
    record Chosen(List<Track> kept, List<People.Dropped> dropped) {}

    /** A track with what it is compared by: more comes first. */
    private record Ranked(Track track, double measure, double score) {}

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of the numbers is less than 1
     */
    public Choice {
        if (keep < 1 || minFrames < 1) {
            throw new IllegalArgumentException(
                    "keep " + keep + " people of at least " + minFrames + " frames, expected 1 or more of both");
        }
    }

    /**
     * Chooses among the tracks of a clip.
     *
     * @param tracks the tracks in the order of appearance
     * @param image size of the image, in the unit of the joints, or null if it is not known
     * @throws MalformedRecordException if the rule needs the size of the image
     */
    Chosen choose(List<Track> tracks, @Nullable ImageShape image) throws MalformedRecordException {
        List<Ranked> ranked = new ArrayList<>();
        List<People.Dropped> dropped = new ArrayList<>();
        for (Track track : tracks) {
            if (track.length() < minFrames) {
                dropped.add(dropped(track, "at least " + minFrames + " frames"));
            } else {
                ranked.add(new Ranked(track, measure(track, image), TrackMeasures.score(track)));
            }
        }
        ranked.sort(Comparator.comparingDouble(Ranked::measure)
                .thenComparingDouble(Ranked::score)
                .reversed()); // stable: what is equal stays in the order of appearance
        List<Track> kept = new ArrayList<>();
        for (Ranked each : ranked) {
            if (kept.size() < keep) {
                kept.add(each.track());
            } else {
                dropped.add(dropped(each.track(), (keep == 1 ? "the person " : "the " + keep + " people ") + by.words));
            }
        }
        return new Chosen(kept, dropped);
    }

    private double measure(Track track, @Nullable ImageShape image) throws MalformedRecordException {
        return switch (by) {
            case SCORE -> TrackMeasures.score(track);
            case BOX -> TrackMeasures.area(track);
            case LENGTH -> track.length();
            case MOTION -> TrackMeasures.motion(track);
            case CENTER -> -distance(track, image);
        };
    }

    private static double distance(Track track, @Nullable ImageShape image) throws MalformedRecordException {
        if (image == null) {
            throw new MalformedRecordException(
                    "size of the image",
                    "none",
                    "width and height: people.choose = center takes the person nearest to the centre of the image");
        }
        return TrackMeasures.distance(track, image.width() / 2.0, image.height() / 2.0);
    }

    private static People.Dropped dropped(Track track, String expected) {
        double mean = TrackMeasures.score(track) / track.length();
        return new People.Dropped(track.id(), track.length(), track.frames().size(), mean, expected);
    }
}

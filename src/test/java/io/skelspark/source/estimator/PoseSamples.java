package io.skelspark.source.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skelspark.RealData;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.PoseFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The invented samples of pose estimators' files, with what a reader finds in them. */
final class PoseSamples {
    private PoseSamples() {}

    /** Returns a sample; skips the test if there are none. */
    static Path path(String sample) {
        return RealData.folder("pose_formats").resolve(sample);
    }

    /** Reads a good sample and compares it with what is expected of it. */
    static ReadFrames check(PoseFormat format, String sample) throws Exception {
        JsonNode expected = new ObjectMapper()
                .readTree(path("expected.json").toFile())
                .get("samples")
                .get(sample);
        ReadFrames read = ReadFrames.one(format, path(sample));
        int frames = expected.get("frames").asInt();
        assertThat(read.indices())
                .as(sample)
                .isEqualTo(IntStream.range(0, frames).boxed().toList());
        assertThat(read.counts())
                .as(sample)
                .containsOnly(expected.get("persons").asInt());
        for (Frame frame : read.frames()) {
            for (Detection person : frame.people()) {
                assertThat(person.joints()).isEqualTo(expected.get("joints").asInt());
                assertThat(person.dimensions()).isEqualTo(expected.get("dims").asInt());
                assertThat(person.track() == null).as("no track").isEqualTo(tracks(expected) == null);
            }
        }
        expected.get("spots").forEach(spot -> checkSpot(read, spot, tracks(expected)));
        if (expected.has("undetected")) {
            expected.get("undetected").forEach(missing -> checkMissing(read, missing));
        }
        return read;
    }

    private static @Nullable JsonNode tracks(JsonNode expected) {
        JsonNode tracks = expected.get("tracks");
        return tracks == null || tracks.isNull() ? null : tracks;
    }

    private static void checkSpot(ReadFrames read, JsonNode spot, @Nullable JsonNode tracks) {
        int joint = spot.get("joint").asInt();
        List<Detection> there = read.frames().get(spot.get("frame").asInt()).people().stream()
                .filter(person -> isAt(person, joint, spot))
                .toList();
        assertThat(there).as("people at " + spot).hasSize(1);
        assertThat(there.get(0).score()[joint]).isEqualTo(spot.get("score").asDouble());
        if (tracks != null) {
            assertThat(tracks.get(there.get(0).track())).isEqualTo(spot.get("person"));
        }
    }

    private static boolean isAt(Detection person, int joint, JsonNode spot) {
        JsonNode values = spot.get("values");
        return IntStream.range(0, values.size())
                .allMatch(axis -> Math.abs(person.keypoint()[joint * values.size() + axis]
                                - values.get(axis).asDouble())
                        <= spot.get("tolerance").asDouble());
    }

    private static void checkMissing(ReadFrames read, JsonNode missing) {
        int joint = missing.get(2).asInt();
        assertThat(read.frames().get(missing.get(1).asInt()).people())
                .filteredOn(person -> person.score()[joint] == 0)
                .as("people without joint of " + missing)
                .hasSize(1);
    }
}

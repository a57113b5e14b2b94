package io.skelspark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.evaluate.ScoreFusion.Input;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ScoreFusionTest {
    private static final float LN3 = (float) Math.log(3);
    private final Map<String, Scores> joint = new LinkedHashMap<>();
    private final Map<String, Scores> bone = new LinkedHashMap<>();
    private final ScoreFusion twoToOne = fusion(2, 1, Input.AS_GIVEN);

    ScoreFusionTest() {
        joint.put("b", new Scores(1, new float[] {0.5f, 0.25f}));
        joint.put("a", new Scores(0, new float[] {0.25f, 0.75f}));
        bone.put("a", new Scores(0, new float[] {1, 0}));
        bone.put("b", new Scores(1, new float[] {0.5f, 0.5f}));
    }

    @Test
    void addsTheWeightedScoresOfTheSameClip() {
        Map<String, Scores> fused = twoToOne.fuse(streams());
        assertThat(fused.keySet()).containsExactly("b", "a");
        assertThat(fused("b", fused)).containsExactly(1.5, 1);
        assertThat(fused("a", fused)).containsExactly(1.5, 1.5);
        assertThat(fused.values()).extracting(Scores::label).containsExactly(1, 0);
    }

    @Test
    void addsInDouble() {
        bone.put("a", new Scores(0, new float[] {1e-9f, 0}));
        joint.put("a", new Scores(0, new float[] {1, 0}));
        assertThat(fused("a", fusion(1, 1, Input.AS_GIVEN).fuse(streams()))[0]).isEqualTo(1 + (double) 1e-9f);
    }

    @Test
    void acceptsFractionalWeights() {
        double[] fused = fused("b", fusion(0.6, 0.4, Input.AS_GIVEN).fuse(streams()));
        assertThat(fused[0]).isCloseTo(0.5, within(1e-15));
        assertThat(fused[1]).isCloseTo(0.35, within(1e-15));
    }

    @Test
    void appliesSoftmaxFirstIfAsked() {
        joint.put("a", new Scores(0, new float[] {0, LN3}));
        bone.put("a", new Scores(0, new float[] {5, 5}));
        double[] fused = fused("a", fusion(2, 1, Input.SOFTMAX).fuse(streams()));
        assertThat(fused[0]).isCloseTo(2 * 0.25 + 0.5, within(1e-6));
        assertThat(fused[1]).isCloseTo(2 * 0.75 + 0.5, within(1e-6));
    }

    @Test
    void leavesOutStreamsWithoutAWeight() {
        Map<String, Map<String, Scores>> streams = streams();
        streams.put("joint-motion", Map.of());
        assertThat(twoToOne.fuse(streams)).hasSize(2);
    }

    @Test
    void leavesItsInputUnchanged() {
        twoToOne.fuse(streams());
        assertThat(fused("a", joint)).containsExactly(0.25, 0.75);
    }

    @Test
    void refusesAMissingStream() {
        assertThatThrownBy(() -> twoToOne.fuse(Map.of("joint", joint)))
                .hasMessageContaining("stream 'bone' has no scores; found the streams [joint], expected [joint, bone]");
    }

    @Test
    void refusesAClipThatOneStreamLacks() {
        bone.remove("a");
        assertThatThrownBy(() -> twoToOne.fuse(streams()))
                .hasMessageContaining("stream 'bone', clip 'a': no scores among the 1 clips found")
                .hasMessageContaining("as in stream 'joint'");
    }

    @Test
    void refusesAClipThatOnlyALaterStreamHas() {
        bone.put("c", new Scores(0, new float[2]));
        assertThatThrownBy(() -> twoToOne.fuse(streams()))
                .hasMessageContaining("stream 'joint', clip 'c': no scores among the 2 clips found")
                .hasMessageContaining("as in stream 'bone'");
    }

    @Test
    void refusesAClipWhoseLabelsDiffer() {
        bone.put("b", new Scores(0, new float[2]));
        assertThatThrownBy(() -> twoToOne.fuse(streams()))
                .hasMessageContaining("stream 'bone', clip 'b': label 0, expected 1 as in stream 'joint'");
    }

    @Test
    void refusesAClipWithAnotherNumberOfClasses() {
        bone.put("b", new Scores(1, new float[3]));
        assertThatThrownBy(() -> twoToOne.fuse(streams()))
                .hasMessageContaining("stream 'bone', clip 'b': 3 classes, expected 2 as in stream 'joint'");
    }

    @Test
    void refusesInvalidWeights() {
        assertThatThrownBy(() -> new ScoreFusion(Map.of(), Input.AS_GIVEN)).hasMessageContaining("no streams");
        assertThatThrownBy(() -> fusion(1, Double.NaN, Input.AS_GIVEN)).hasMessageContaining("'bone': weight NaN");
    }

    private Map<String, Map<String, Scores>> streams() {
        Map<String, Map<String, Scores>> streams = new LinkedHashMap<>();
        streams.put("bone", bone);
        streams.put("joint", joint);
        return streams;
    }

    private static double[] fused(String id, Map<String, Scores> scores) {
        return Objects.requireNonNull(scores.get(id), id).values();
    }

    private static ScoreFusion fusion(double joint, double bone, Input input) {
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put("joint", joint);
        weights.put("bone", bone);
        return new ScoreFusion(weights, input);
    }
}

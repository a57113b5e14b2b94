package io.skelspark.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.Layout.Sides;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutGeneratorTest {
    private static final List<String> JOINTS = List.of("neck", "left hand", "right hand", "left foot", "right foot");

    private static Layout layout(List<String> joints, Sides sides, List<Pair> limbs, Pair... inward) {
        return new Layout("toy", joints, 0, List.of(inward), List.of(), sides, limbs, Sides.NONE);
    }

    private static Layout edges(Pair... inward) {
        return layout(JOINTS, Sides.NONE, List.of(), inward);
    }

    private static Layout named(String... joints) {
        return layout(List.of(joints), Sides.NONE, List.of());
    }

    @Test
    void makesABoneForEachJointInOrder() {
        Layout edges = edges(new Pair(4, 2), new Pair(2, 0), new Pair(1, 0), new Pair(3, 1));
        assertThat(LayoutGenerator.bones(edges))
                .containsExactly(new Pair(0, 0), new Pair(1, 0), new Pair(2, 0), new Pair(3, 1), new Pair(4, 2));
    }

    @Test
    void makesALimbOfEachEdgeInItsOrder() {
        assertThat(LayoutGenerator.limbs(edges(new Pair(4, 2), new Pair(2, 0))))
                .containsExactly(new Pair(2, 4), new Pair(0, 2));
    }

    @Test
    void namesAJointThatIsNotInTheTree() {
        assertThatThrownBy(() -> LayoutGenerator.bones(edges(new Pair(1, 0), new Pair(2, 0), new Pair(3, 1))))
                .hasMessageContaining("layout toy: joint 4 'right foot' has no parent in inward");
        assertThatThrownBy(() -> LayoutGenerator.bones(edges(new Pair(1, 0), new Pair(1, 2))))
                .hasMessageContaining("joint 1 'left hand' has two parents");
        assertThatThrownBy(() -> LayoutGenerator.bones(edges(new Pair(0, 1))))
                .hasMessageContaining("joint 0 'neck' is the center and has a parent");
        assertThatThrownBy(() ->
                        LayoutGenerator.bones(edges(new Pair(1, 0), new Pair(2, 0), new Pair(3, 4), new Pair(4, 3))))
                .hasMessageContaining("joint 3 'left foot' does not lead to the center: its edges form a ring");
    }

    @Test
    void pairsJointsByTheirNames() {
        assertThat(LayoutGenerator.jointSides(edges())).isEqualTo(new Sides(List.of(1, 3), List.of(2, 4)));
        assertThat(LayoutGenerator.jointSides(named("R eye", "snout", "L eye")))
                .isEqualTo(new Sides(List.of(2), List.of(0)));
        assertThat(LayoutGenerator.jointSides(named("snout", "tail"))).isEqualTo(Sides.NONE);
    }

    @Test
    void namesAJointWithoutItsMate() {
        assertThatThrownBy(() -> LayoutGenerator.jointSides(named("left hand", "right hnad")))
                .hasMessageContaining("joint 'left hand' has no mate 'right hand': correct the name");
        assertThatThrownBy(() -> LayoutGenerator.jointSides(named("tail", "right hand")))
                .hasMessageContaining("joint 'right hand' has no mate 'left hand'");
    }

    @Test
    void namesANameThatOccursTwice() {
        assertThatThrownBy(() -> LayoutGenerator.jointSides(named("hand", "foot", "hand")))
                .hasMessageContaining("joint 0 and a later one are both 'hand'");
    }

    @Test
    void pairsLimbsThatAreMirrorImages() {
        List<Pair> limbs = List.of(new Pair(0, 2), new Pair(0, 1), new Pair(3, 1), new Pair(2, 4), new Pair(1, 2));
        Layout linked = layout(JOINTS, LayoutGenerator.jointSides(edges()), limbs);
        assertThat(LayoutGenerator.limbSides(linked)).isEqualTo(new Sides(List.of(1, 2), List.of(0, 3)));
    }

    @Test
    void putsALimbAcrossTheBodyOnTheSideOfItsEnd() {
        List<Pair> limbs = List.of(new Pair(2, 3), new Pair(1, 4));
        Layout linked = layout(JOINTS, LayoutGenerator.jointSides(edges()), limbs);
        assertThat(LayoutGenerator.limbSides(linked)).isEqualTo(new Sides(List.of(0), List.of(1)));
    }

    @Test
    void namesALimbWithoutItsMirrorImage() {
        Layout linked = layout(JOINTS, LayoutGenerator.jointSides(edges()), List.of(new Pair(0, 1), new Pair(2, 4)));
        assertThatThrownBy(() -> LayoutGenerator.limbSides(linked))
                .hasMessageContaining(
                        "limb [0, 1] ('neck' to 'left hand') has no mirror image" + " [0, 2] ('neck' to 'right hand')");
    }

    @ParameterizedTest
    @CsvSource({
        "left hip, LEFT, ' hip', right hip",
        "tip of right hand, RIGHT, 'tip of  hand', tip of left hand",
        "hip_left, LEFT, hip_, hip_right",
        "LEFT_HIP, LEFT, _HIP, RIGHT_HIP",
        "RightHip, RIGHT, Hip, LeftHip",
        "leftear, LEFT, ear, rightear",
        "hipLeft, LEFT, hip, hipRight",
        "L eye, LEFT, ' eye', R eye",
        "eye_r, RIGHT, eye_, eye_l",
        "RShoulder, RIGHT, Shoulder, LShoulder",
        "J1-left, LEFT, J1-, J1-right"
    })
    void readsTheSideOfAName(String name, SideName.Side side, String part, String mate) {
        assertThat(SideName.of(name)).contains(new SideName(side, part, mate));
        assertThat(SideName.of(mate).map(SideName::mate)).contains(name);
    }

    @ParameterizedTest
    @CsvSource({"nose", "lip", "upright", "L5", "RNA", "tail", "Lip", "cleft"})
    void readsNoSideWhereThereIsNone(String name) {
        assertThat(SideName.of(name)).isEmpty();
    }
}

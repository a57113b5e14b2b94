package io.skelspark.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.Layout.Sides;
import java.awt.geom.Point2D;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RestingPoseTest {
    static List<String> names() {
        return LayoutConfig.names();
    }

    private static Layout layout(List<String> joints, Sides sides, Pair... inward) {
        return new Layout("toy", joints, 0, List.of(inward), List.of(), sides, List.of(), Sides.NONE);
    }

    @ParameterizedTest
    @MethodSource("names")
    void showsEveryJointApartFromTheOthers(String name) {
        List<Point2D> places = RestingPose.of(LayoutConfig.load(name));
        for (int joint = 0; joint < places.size(); joint++) {
            for (int other = 0; other < joint; other++) {
                assertThat(places.get(joint).distance(places.get(other)))
                        .as("distance of joints %d and %d", joint, other)
                        .isGreaterThan(0.04);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void showsThePersonsLeftOnTheRight(String name) {
        Layout layout = LayoutConfig.load(name);
        List<Point2D> places = RestingPose.of(layout);
        assertThat(layout.jointSides().left())
                .allMatch(joint -> places.get(joint).getX() > 0);
        assertThat(layout.jointSides().right())
                .allMatch(joint -> places.get(joint).getX() < 0);
    }

    @ParameterizedTest
    @MethodSource("names")
    void isSymmetricWhereNamesSayTheSides(String name) {
        Layout layout = LayoutConfig.load(name);
        List<Point2D> places = RestingPose.of(layout);
        int[] mirrored = layout.mirroredJoints();
        for (int joint : layout.jointSides().left()) {
            if (layout.joints().get(joint).startsWith("left")) {
                Point2D left = places.get(joint);
                Point2D right = places.get(mirrored[joint]);
                assertThat(right.getX()).isCloseTo(-left.getX(), within(1e-9));
                assertThat(right.getY()).isCloseTo(left.getY(), within(1e-9));
            }
        }
    }

    @Test
    void putsPartsOfABodyWhereTheyAre() {
        Layout coco = LayoutConfig.load("coco");
        List<Point2D> places = RestingPose.of(coco);
        assertThat(List.of("nose", "left shoulder", "left hip", "left knee", "left ankle").stream()
                        .map(joint -> places.get(coco.joints().indexOf(joint)).getY()))
                .isSorted();
    }

    @Test
    void knowsPartsHoweverTheyAreWritten() {
        List<String> joints = List.of("Nose", "LEFT_SHOULDER", "RShoulder", "ankle_l", "hip");
        List<Point2D> places = RestingPose.of(layout(joints, Sides.NONE));
        assertThat(places.get(0)).isEqualTo(new Point2D.Double(0, -3));
        assertThat(places.get(1).getX()).isEqualTo(-places.get(2).getX()).isGreaterThan(0.5);
        assertThat(places.get(3).getY()).isGreaterThan(2);
        assertThat(places.get(4)).isEqualTo(new Point2D.Double(0, 0));
    }

    @Test
    void spreadsUnknownJointsOutwardsFromTheirParents() {
        List<String> joints = List.of("body", "wing a", "wing b", "tip a");
        Sides sides = new Sides(List.of(2), List.of(1));
        List<Point2D> places = RestingPose.of(layout(joints, sides, new Pair(1, 0), new Pair(2, 0), new Pair(3, 1)));
        assertThat(places.get(2).getX()).isGreaterThan(0);
        assertThat(places.get(1).getX()).isLessThan(0);
        assertThat(places.get(3).distance(places.get(0)))
                .isCloseTo(2 * places.get(1).distance(places.get(0)), within(1e-9));
    }

    @Test
    void showsJointsWithoutAWayToTheCentreToo() {
        List<Point2D> places =
                RestingPose.of(layout(List.of("a", "b", "c"), Sides.NONE, new Pair(1, 2), new Pair(2, 1)));
        assertThat(places).doesNotHaveDuplicates().hasSize(3);
    }
}

package io.skelspark.source.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.config.LayoutConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class JointNamesTest {
    @Test
    void sidesAndWordsMayBeWrittenInAnyWay() {
        List<String> layout = List.of("left shoulder", "right hand tip", "spine navel", "nose", "left little finger");
        assertThat(JointNames.difference(
                        List.of("left_shoulder", "HANDTIP_RIGHT", "SPINE_NAVAL", "Nose", "left_pinky"), layout))
                .isNegative();
        assertThat(JointNames.difference(List.of("LShoulder", "R_HandTip", "spineNavel", "nose", "L pinky"), layout))
                .isNegative();
        assertThat(JointNames.difference(
                        List.of("leftshoulder", "rightHandTip", "spine_navel", "nose", "pinkyLeft"), layout))
                .isNegative();
    }

    @Test
    void theFirstOtherJointIsTold() {
        List<String> coco = LayoutConfig.load("coco").joints();
        assertThat(JointNames.difference(List.of("nose", "right_eye"), coco)).isEqualTo(1);
        assertThat(JointNames.difference(List.of("nose", "left_eye"), coco)).isEqualTo(2);
        assertThat(JointNames.difference(coco, coco)).isNegative();
    }
}

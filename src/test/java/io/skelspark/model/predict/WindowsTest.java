package io.skelspark.model.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowsTest {
    /** Two people of two joints; x is 100 m + t + 1, y the joint. The second is away from frame 4 to frame 7. */
    private static PoseSample recording() {
        Tensor keypoint = Tensor.zeros(DType.FLOAT32, 2, 10, 2, 2);
        Tensor score = Tensor.zeros(DType.FLOAT32, 2, 10, 2);
        for (int joint = 0; joint < 40; joint++) {
            int person = joint / 20;
            int frame = joint / 2 % 10;
            if (person == 0 || frame < 4 || frame > 7) {
                keypoint.values()[2 * joint] = 100 * person + frame + 1;
                keypoint.values()[2 * joint + 1] = joint % 2;
                score.values()[joint] = (frame + 1) / 10.0;
            }
        }
        return new PoseSample("walk", 3, 10, null, keypoint, score);
    }

    @Test
    void startEveryStrideAndEndWithTheRecording() {
        assertThat(new Windows(4, 2).starts(10)).containsExactly(0, 2, 4, 6);
        assertThat(new Windows(4, 2).starts(9)).containsExactly(0, 2, 4, 5);
        assertThat(new Windows(4, 4).starts(8)).containsExactly(0, 4);
        assertThat(new Windows(4, 3).starts(4)).containsExactly(0);
        assertThat(new Windows(4, 3).starts(2)).containsExactly(0);
    }

    @Test
    void holdTheJointsAndScoresOfOnePerson() {
        List<Windows.Window> windows = new Windows(4, 3).of(recording(), 1).toList();
        assertThat(windows).extracting(Windows.Window::first).containsExactly(0, 3, 6);
        Windows.Window last = windows.get(2);
        assertThat(last.last()).isEqualTo(9);
        assertThat(last.clip().keypoint().shape()).containsExactly(1, 4, 2, 2);
        assertThat(last.clip().keypoint().values())
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 109, 0, 109, 1, 110, 0, 110, 1);
        assertThat(Objects.requireNonNull(last.clip().keypointScore()).values())
                .containsExactly(0, 0, 0, 0, 0.9, 0.9, 1, 1);
        assertThat(last.clip().id()).isEqualTo("walk");
        assertThat(last.clip().totalFrames()).isEqualTo(4);
    }

    @Test
    void leaveOutThoseInWhichThePersonIsAway() {
        assertThat(new Windows(4, 2).of(recording(), 1).map(Windows.Window::first))
                .containsExactly(0, 2, 6);
        assertThat(new Windows(4, 2).of(recording(), 0).map(Windows.Window::first))
                .containsExactly(0, 2, 4, 6);
    }

    @Test
    void aShorterRecordingIsOneWindow() {
        List<Windows.Window> windows = new Windows(64, 32).of(recording(), 0).toList();
        assertThat(windows).hasSize(1);
        assertThat(windows.get(0).clip().keypoint().values())
                .containsExactly(IntStream.range(0, 40)
                        .mapToDouble(i -> recording().keypoint().values()[i])
                        .toArray());
    }

    @Test
    void mustNotLeaveFramesOut() {
        assertThatThrownBy(() -> new Windows(4, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("windows of 4 frames every 5 frames, expected a stride from 1 to the length of a window");
    }
}

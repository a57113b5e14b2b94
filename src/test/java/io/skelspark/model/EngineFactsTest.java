package io.skelspark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.model.engine.EngineFacts;
import io.skelspark.train.network.Device;
import org.junit.jupiter.api.Test;

class EngineFactsTest {
    @Test
    void seesDevicesByTheirIndex() {
        EngineFacts two = new EngineFacts("0.36.0", "2.7.1", 2);

        assertThat(two.sees(Device.CPU)).isTrue();
        assertThat(two.sees(new Device.Gpu(1))).isTrue();
        assertThat(two.sees(new Device.Gpu(2))).isFalse();
        assertThat(two.lack(new Device.Gpu(2))).contains("sees 2 GPUs, 0 to 1, expected GPU 2.");
    }

    @Test
    void refusesAReplicaOnAGpuThatTheEngineDoesNotSee() {
        RecognizerGCN network = SmallRecognizer.of(11, 16, 5);

        assertThatThrownBy(() -> network.replica(new Device.Gpu(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("libtorch 2.7.1 under DJL 0.36.0 sees no GPU, expected GPU 0.")
                .hasMessageContaining("PYTORCH_LIBRARY_PATH");
    }
}

package io.skelspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkDriverTest {
    @ParameterizedTest
    @ValueSource(strings = {"spark://127.0.0.1:7077", "spark://localhost:7077,other:7077"})
    void executorsOfThisMachineReachTheDriverAtTheLoopbackAddress(String master) {
        assertThat(SparkDriver.addressTowards(master)).contains("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local[*]",
                "yarn",
                "k8s://https://127.0.0.1:6443",
                "spark://",
                "spark://no-such-host.invalid:7077"
            })
    void otherMastersLeaveItToSpark(String master) {
        assertThat(SparkDriver.addressTowards(master)).isEmpty();
    }
}

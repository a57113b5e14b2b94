package io.skelspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskLogTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "local none true",
                "local[4] none true",
                "local[*] none true",
                "local[*] full false",
                "local[2,4] none false",
                "local-cluster[2,1,1024] none false",
                "spark://host:7077 none false",
                "yarn none false"
            })
    void leavesOutTasksWhereTheLastLineSaysTheSame(String master, String traces, boolean repeats) {
        assertThat(TaskLog.repeats(master, traces)).isEqualTo(repeats);
    }
}

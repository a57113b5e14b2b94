package io.skelspark.cluster.internals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.LocalCluster;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import scala.concurrent.Await;
import scala.concurrent.duration.FiniteDuration;

@Tag("spark")
class DriverEndpointTest {
    private static final String NAME = "echo";

    /** Answers each text with itself, and an empty one with an error. */
    private static final class Echo implements DriverEndpoint.Handler<String> {
        @Override
        public void told(String message) {}

        @Override
        public void asked(String message, DriverEndpoint.Question question) {
            if (message.isEmpty()) {
                question.fail(new IllegalArgumentException("empty"));
            } else {
                question.answer(message);
            }
        }

        @Override
        public void disconnected(String address) {}
    }

    private static Object ask(DriverLink link, Object message) throws Exception {
        Duration limit = Duration.ofSeconds(30);
        return Await.result(
                link.ask(message, limit, "test.limit"), new FiniteDuration(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Test
    void answersUntilItIsClosed() throws Exception {
        try (JavaSparkContext spark = LocalCluster.ofThreads(1)) {
            DriverEndpoint endpoint = new DriverEndpoint(NAME, String.class, new Echo());
            DriverLink link = new DriverLink(NAME);
            try (endpoint) {
                assertThat(ask(link, "a")).isEqualTo("a");
                assertThatThrownBy(() -> ask(link, "")).hasStackTraceContaining("empty");
                assertThatThrownBy(() -> ask(link, 1)).as("of another type").isInstanceOf(Exception.class);
            }
            assertThatThrownBy(() -> ask(link, "a")).hasStackTraceContaining("Could not find " + NAME);
            try (DriverEndpoint again = new DriverEndpoint(NAME, String.class, new Echo())) {
                assertThat(again).as("the name is free again").isNotNull();
            }
            assertThat(spark.sc().isStopped()).isFalse();
        }
    }
}

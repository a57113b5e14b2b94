package io.skelspark.stage;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the steps of a stage and writes one line with name and time for each. */
final class Steps {
    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    private final String stage;

    Steps(String stage) {
        this.stage = stage;
    }

    <T> T time(String step, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        T result = work.call();
        LOG.info("{}: {}: {} s", stage, step, seconds(System.nanoTime() - start));
        return result;
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f", Duration.ofNanos(nanos).toMillis() / 1000.0);
    }
}

/**
 * Benchmarks, run by hand: {@code mvn -q test-compile exec:exec@bench -Dbench=PipelineBenchmark}. They use the classes of
 * main and the test clusters; nothing depends on them.
 */
@NullMarked
package io.skelspark.bench;

import org.jspecify.annotations.NullMarked;

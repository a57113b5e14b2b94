/** Benchmarks, run by hand: {@code mvn -q -Pbench test-compile exec:exec -Dbench=PipelineBenchmark}. */
@NullMarked
package io.skelspark.bench;

import org.jspecify.annotations.NullMarked;

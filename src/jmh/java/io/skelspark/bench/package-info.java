/** Benchmarks, run by hand: {@code mvn -q test-compile exec:exec@bench -Dbench=PipelineBenchmark}. */
@NullMarked
package io.skelspark.bench;

import org.jspecify.annotations.NullMarked;

package io.skelspark.golden;

/** Runs our code on the inputs of a case and compares; throws if a value misses its tolerance. */
@FunctionalInterface
interface GoldenCheck {
    void run(GoldenCase golden) throws Exception;
}

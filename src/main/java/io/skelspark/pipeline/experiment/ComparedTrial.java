package io.skelspark.pipeline.experiment;

/**
 * A trial with its figures, as a table compares it with others.
 *
 * @param label of the settings that it shares with its repetitions
 * @param seed of training
 * @param fold of the set, or empty
 * @param result its figures
 */
record ComparedTrial(String label, long seed, String fold, TrialResult result) {}

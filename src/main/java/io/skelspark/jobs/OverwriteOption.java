package io.skelspark.jobs;

import io.skelspark.storage.Existing;
import picocli.CommandLine.Option;

/** The option of every job that writes what its arguments name: without it, nothing that exists is replaced. */
final class OverwriteOption {
    @Option(names = "--overwrite", description = "Replace what exists. Without it the job refuses, with exit code 2.")
    private boolean overwrite;

    Existing existing() {
        return overwrite ? Existing.OVERWRITE : Existing.REFUSE;
    }
}

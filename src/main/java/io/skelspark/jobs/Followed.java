package io.skelspark.jobs;

import java.io.IOException;
import java.util.List;

/** A job that another one follows on the way from clips to a table. */
interface Followed {
    /**
     * Returns the command that follows once this job has ended well, with the settings that this one was given.
     *
     * @return the words of the command, from the name of the job
     */
    List<String> next() throws IOException;
}

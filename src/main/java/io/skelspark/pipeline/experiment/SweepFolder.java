package io.skelspark.pipeline.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.skelspark.config.ConfigError;
import io.skelspark.pipeline.RunIdentity;
import io.skelspark.storage.Folder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * The folder of a sweep or of a comparison: the table {@code comparison.md}, {@code .csv} and {@code .json}, the
 * page {@code comparison.html}, and of a sweep
 * also a folder for each trial and in {@code identity.txt} the settings that all trials share.
 */
final class SweepFolder {
    private static final String IDENTITY = "identity.txt";

    private final Folder folder;

    SweepFolder(String path, Configuration hadoop) {
        folder = new Folder(path, hadoop);
    }

    /** Returns the settings that all of some identities have with the same value. */
    static RunIdentity shared(Collection<RunIdentity> trials) {
        Iterator<RunIdentity> each = trials.iterator();
        SortedMap<String, String> shared = new TreeMap<>(each.next().entries());
        each.forEachRemaining(
                other -> shared.entrySet().retainAll(other.entries().entrySet()));
        return new RunIdentity(shared);
    }

    /**
     * Checks that an earlier sweep of this folder has the same settings, of those that it does not vary. Other values of what
     * varies are welcome.
     *
     * @throws ConfigError if one differs, naming each
     */
    void requireSame(RunIdentity shared) throws IOException {
        Optional<RunIdentity> former = read(IDENTITY).flatMap(RunIdentity::parse);
        if (former.isEmpty()) {
            return;
        }
        SortedMap<String, String> both = new TreeMap<>(former.get().entries());
        both.keySet().retainAll(shared.entries().keySet());
        SortedMap<String, String> now = new TreeMap<>(shared.entries());
        now.keySet().retainAll(both.keySet());
        List<RunIdentity.Difference> differences =
                new RunIdentity(both).differences("sweep", new RunIdentity(now), RunIdentity.Purpose.REPORT);
        if (!differences.isEmpty()) {
            throw new ConfigError("the sweep in " + folder + " has other settings: " + RunIdentity.text(differences)
                    + ". Set another sweep.dir, or give the settings of the sweep");
        }
    }

    /** Saves the settings that all trials share. */
    void save(RunIdentity shared) throws IOException {
        folder.write(IDENTITY, shared.text());
    }

    /** Saves a table in its three formats. */
    void save(ComparisonTable table) throws IOException {
        folder.write("comparison.md", table.markdown());
        folder.write("comparison.csv", table.csv());
        try {
            folder.write(
                    "comparison.json",
                    new ObjectMapper()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsString(table.toMap()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Saves the page with table and curves. */
    void savePage(String html) throws IOException {
        folder.write("comparison.html", html);
    }

    private Optional<String> read(String name) throws IOException {
        try {
            return Optional.of(folder.text(name));
        } catch (FileNotFoundException none) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}

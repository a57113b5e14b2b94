package io.skelspark.checkpoint;

import io.skelspark.storage.AtomicFile;
import io.skelspark.storage.FileFault;
import io.skelspark.storage.Folder;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore.SavedModel;
import io.skelspark.train.Progress;
import io.skelspark.train.network.StateLayout;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a run, on any Hadoop file system. It holds the models {@code last.safetensors} and
 * {@code best.safetensors}, in {@code checkpoints} the two newest checkpoints that training can resume from, the resolved
 * settings {@code config.conf}, the metrics {@code metrics.jsonl} and the curves for TensorBoard in {@code tensorboard}.
 * Files appear whole or not at all, and a checkpoint carries its own checksum.
 */
public final class RunFolder {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final String CHECKPOINTS = "checkpoints/";
    private static final String SETTINGS = "config.conf";
    private static final String METRICS = "metrics.jsonl";
    private static final String TENSORBOARD = "tensorboard";
    private static final String SUFFIX = ".safetensors";

    private final Folder folder;
    private final Folder checkpoints;

    public RunFolder(String path, Configuration hadoop) {
        folder = new Folder(path, hadoop);
        checkpoints = new Folder(folder.entry(CHECKPOINTS), hadoop);
    }

    /**
     * A checkpoint and its file.
     *
     * @param name relative to the folder
     * @param sha256 of the file, in hexadecimal
     */
    public record Stored(String name, String sha256, Checkpoint checkpoint) {}

    /**
     * What a checkpoint says of itself.
     *
     * @param progress the point that the run has reached
     * @param provenance what made it
     */
    public record Origin(Progress progress, RunProvenance provenance) {}

    /** A whole file of the folder. */
    private record Sound(String name, CheckpointFile file) {}

    /** Saves or replaces a model. */
    public void save(SavedModel which, Checkpoint checkpoint) {
        write(name(which), CheckpointFile.write(checkpoint));
        removeParts(folder, names(folder));
    }

    /** Saves a checkpoint that training can resume from, and removes all others but the one before it. */
    public void save(Checkpoint checkpoint) {
        Progress progress = checkpoint.progress();
        String name = checkpointName(progress.epoch(), progress.iteration());
        write(CHECKPOINTS + name, CheckpointFile.write(checkpoint));
        List<String> all = names(checkpoints);
        removeParts(checkpoints, all);
        List<String> others = all.stream()
                .filter(other -> other.endsWith(SUFFIX) && !other.equals(name))
                .toList();
        // the one before it stays, in case this one cannot be read; those after it could not be read, or training would
        // not have come here again
        Optional<String> before =
                others.stream().filter(other -> other.compareTo(name) < 0).reduce((older, newer) -> newer);
        others.stream()
                .filter(other -> !before.equals(Optional.of(other)))
                .forEach(other -> remove(checkpoints, other));
    }

    /** Removes checkpoints and metrics, and leaves the models. */
    public void clearHistory() {
        checkpointNames().forEach(name -> remove(checkpoints, name));
        remove(folder, METRICS);
    }

    /** Removes all checkpoints, metrics and models. */
    public void clear() {
        clearHistory();
        for (SavedModel which : SavedModel.values()) {
            remove(folder, name(which));
        }
    }

    /**
     * Returns the newest sound checkpoint, or the last model if there is no checkpoint. The log names each unsound one with
     * the reason.
     *
     * @return empty if the run has no checkpoint at all
     * @throws UncheckedIOException if there are checkpoints, and none of them can be read; or if the newest sound one
     *     belongs to another network
     */
    public Optional<Stored> newest(StateLayout layout) {
        return newest().map(sound -> stored(sound, layout));
    }

    /**
     * Returns what the newest sound checkpoint says of itself, whatever its network.
     *
     * @return empty if the run has no checkpoint at all
     * @throws UncheckedIOException if there are checkpoints, and none of them can be read
     */
    public Optional<Origin> newestOrigin() {
        return newest().map(sound -> sound.file().origin());
    }

    private Optional<Sound> newest() {
        List<String> names = candidates();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(firstSound(
                        names,
                        "no checkpoint of " + folder + " can be read",
                        "Fix the storage, or pass --fresh to start over"));
    }

    /**
     * Returns a model. In place of a damaged last one this is the checkpoint at the end of the newest epoch, which has the
     * same content; the log names both.
     *
     * @return empty if the run has none yet
     * @throws UncheckedIOException if it is damaged and nothing replaces it; or if it belongs to another network, listing
     *     what differs
     */
    public Optional<Stored> model(SavedModel which, StateLayout layout) {
        if (!holds(which)) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(List.of(name(which)));
        if (which == SavedModel.LAST) {
            checkpointNames().stream()
                    .filter(RunFolder::isBetweenEpochs)
                    .forEach(name -> names.add(1, CHECKPOINTS + name));
        }
        Sound sound = firstSound(
                names,
                "the " + which.key() + " model of " + folder + " cannot be read",
                which == SavedModel.LAST
                        ? "No checkpoint of the end of an epoch replaces it. Fix the storage, import it again, or train on:"
                                + " the end of the next epoch writes it again"
                        : "Nothing replaces it. Fix the storage, import it again, or use the last model"
                                + " (evaluate.checkpoint = last)");
        return Optional.of(stored(sound, layout));
    }

    /** Returns the first sound file; the log names each one before it with the reason. */
    private Sound firstSound(List<String> names, String problem, String fix) {
        List<String> reasons = new ArrayList<>();
        for (String name : names) {
            try {
                Sound sound = sound(name);
                reasons.forEach(reason -> LOG.warn("{}; using {} instead", reason, name));
                return sound;
            } catch (IOException | UncheckedIOException damaged) {
                reasons.add(String.valueOf(damaged.getMessage()));
            }
        }
        throw new UncheckedIOException(new IOException(problem + ": " + String.join("; ", reasons) + ". " + fix));
    }

    /**
     * Returns the checkpoint in a file of the folder.
     *
     * @param name as in {@link Stored}
     * @throws UncheckedIOException if it is missing or damaged or belongs to another network, saying what differs
     */
    public Checkpoint checkpoint(String name, StateLayout layout) {
        try {
            return sound(name).file().checkpoint(layout);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private Sound sound(String name) throws IOException {
        String file = folder.entry(name).toString();
        byte[] bytes =
                read(name).orElseThrow(() -> new FileNotFoundException(file + ": no such file, expected a checkpoint"));
        return new Sound(name, CheckpointFile.of(file, bytes));
    }

    private static Stored stored(Sound sound, StateLayout layout) {
        try {
            return new Stored(sound.name(), sound.file().sha256(), sound.file().checkpoint(layout));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Returns whether there is no checkpoint to resume from, sound or not. */
    public boolean isEmpty() {
        return candidates().isEmpty();
    }

    /** Returns whether the run has a model, sound or not. */
    public boolean holds(SavedModel which) {
        try {
            return folder.holds(name(which));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot look for " + folder.entry(name(which)) + " (" + FileFault.reason(e) + ")", e);
        }
    }

    /** Saves or replaces the resolved settings. */
    public void saveSettings(String resolved) {
        write(SETTINGS, resolved.getBytes(StandardCharsets.UTF_8));
    }

    /** Saves or replaces the metrics. */
    void saveMetrics(String lines) {
        write(METRICS, lines.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the metrics, or empty if there are none. */
    Optional<String> metrics() {
        return read(METRICS).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Returns the path of the metrics, for messages. */
    String metricsFile() {
        return folder.entry(METRICS).toString();
    }

    /** Returns the path of the folder for TensorBoard. */
    public String tensorBoard() {
        return folder.entry(TENSORBOARD).toString();
    }

    /** Returns the folder itself. */
    Folder folder() {
        return folder;
    }

    /** Returns the path of the folder. */
    @Override
    public String toString() {
        return folder.toString();
    }

    /** Lists what training could resume from, the newest first; the last model comes after all checkpoints. */
    private List<String> candidates() {
        List<String> names = new ArrayList<>();
        checkpointNames().forEach(name -> names.add(0, CHECKPOINTS + name));
        if (holds(SavedModel.LAST)) {
            names.add(name(SavedModel.LAST));
        }
        return names;
    }

    /** Lists the checkpoints from the oldest to the newest. */
    private List<String> checkpointNames() {
        return names(checkpoints).stream().filter(name -> name.endsWith(SUFFIX)).toList();
    }

    /** A run has one writer: an unfinished file is from one that was killed. */
    private static void removeParts(Folder place, List<String> names) {
        names.stream().filter(AtomicFile::isPart).forEach(name -> remove(place, name));
    }

    private static List<String> names(Folder place) {
        try {
            return place.list().stream().map(file -> file.getPath().getName()).toList();
        } catch (FileNotFoundException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + place + " (" + FileFault.reason(e) + ")", e);
        }
    }

    private static void remove(Folder place, String name) {
        try {
            place.delete(name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + place.entry(name) + " (" + FileFault.reason(e) + ")", e);
        }
    }

    private void write(String name, byte[] bytes) {
        try {
            folder.write(name, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private Optional<byte[]> read(String name) {
        try (InputStream stream = folder.open(name)) {
            return Optional.of(stream.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.entry(name) + " (" + FileFault.reason(e) + ")", e);
        }
    }

    /** Names sort like the progress that they tell of. */
    private static String checkpointName(int epoch, int iteration) {
        return String.format(Locale.ROOT, "epoch-%06d%s", epoch, afterEpoch(iteration));
    }

    private static String afterEpoch(int iteration) {
        return String.format(Locale.ROOT, "-iteration-%09d%s", iteration, SUFFIX);
    }

    private static boolean isBetweenEpochs(String checkpointName) {
        return checkpointName.endsWith(afterEpoch(0));
    }

    private static String name(SavedModel which) {
        return which.key() + SUFFIX;
    }
}

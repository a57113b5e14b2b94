package io.skelspark.checkpoint;

import io.skelspark.storage.AtomicFile;
import io.skelspark.storage.Sha256;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import io.skelspark.train.Progress;
import io.skelspark.train.network.StateLayout;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one training run, on any Hadoop file system: the models {@code last.safetensors} and
 * {@code best.safetensors}, the two newest checkpoints to go on from in {@code checkpoints}, the resolved settings,
 * metrics. Every file is there whole or not at all, and a checkpoint carries its own checksum.
 */
public final class RunFolder implements CheckpointStore {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final String CHECKPOINTS = "checkpoints";
    private static final String SUFFIX = ".safetensors";
    private final Path folder;
    private final Configuration hadoop;

    public RunFolder(String folder, Configuration hadoop) {
        this.folder = new Path(folder);
        this.hadoop = hadoop;
    }

    /**
     * A checkpoint and the name of its file in the folder.
     *
     * @param name relative to the folder
     */
    public record Stored(String name, Checkpoint checkpoint) {}

    @Override
    public void save(SavedModel which, Checkpoint checkpoint) {
        write(name(which), CheckpointFile.write(checkpoint));
        removeParts(list(folder));
    }

    @Override
    public void save(Checkpoint checkpoint) {
        Progress progress = checkpoint.progress();
        // names sort like the progress they tell of
        String name = String.format(
                Locale.ROOT, "epoch-%06d-iteration-%09d%s", progress.epoch(), progress.iteration(), SUFFIX);
        write(CHECKPOINTS + "/" + name, CheckpointFile.write(checkpoint));
        List<Path> all = list(new Path(folder, CHECKPOINTS));
        removeParts(all);
        List<Path> others = all.stream()
                .filter(file -> isCheckpoint(file) && !file.getName().equals(name))
                .toList();
        // the one before it stays, in case this cannot be read; any behind it could not, or it would not be written
        // anew
        Optional<Path> before = others.stream()
                .filter(file -> file.getName().compareTo(name) < 0)
                .reduce((older, newer) -> newer);
        others.stream().filter(file -> !before.equals(Optional.of(file))).forEach(this::remove);
    }

    /** Removes all checkpoints and models of the run. */
    public void clear() {
        checkpoints().forEach(this::remove);
        for (SavedModel kind : SavedModel.values()) {
            remove(new Path(folder, name(kind)));
        }
    }

    /**
     * The newest checkpoint that is sound; a run that has none goes on from its last model. What is not sound is named
     * in the log, with the reason.
     *
     * @return none where the run has no checkpoint at all
     * @throws UncheckedIOException if there are some, and none of them can be read
     */
    public Optional<Stored> newest(StateLayout layout) {
        List<String> names = new ArrayList<>();
        checkpoints().forEach(file -> names.add(0, CHECKPOINTS + "/" + file.getName()));
        if (holds(SavedModel.LAST)) {
            names.add(name(SavedModel.LAST));
        }
        List<String> reasons = new ArrayList<>();
        for (String name : names) {
            try {
                Stored sound = new Stored(name, checkpoint(name, layout));
                reasons.forEach(reason -> LOG.warn("{}; using {} instead", reason, name));
                return Optional.of(sound);
            } catch (UncheckedIOException damaged) {
                reasons.add(String.valueOf(damaged.getMessage()));
            }
        }
        if (!reasons.isEmpty()) {
            throw new UncheckedIOException(new IOException("no checkpoint of " + folder + " can be read: "
                    + String.join("; ", reasons) + ". Mend the storage, or give --fresh to start anew"));
        }
        return Optional.empty();
    }

    /**
     * The checkpoint in a file of the folder.
     *
     * @throws UncheckedIOException if it is missing or damaged or belongs to another network, saying what differs
     */
    public Checkpoint checkpoint(String name, StateLayout layout) {
        Path file = new Path(folder, name);
        byte[] bytes = read(name)
                .orElseThrow(() -> new UncheckedIOException(
                        new FileNotFoundException(file + ": no such file, expected a checkpoint")));
        try {
            return CheckpointFile.read(file.toString(), bytes, layout);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * The model of that kind, or none if the run has none yet.
     *
     * @throws UncheckedIOException if it is damaged or belongs to another network, listing what differs
     */
    public Optional<Checkpoint> checkpoint(SavedModel which, StateLayout layout) {
        return holds(which) ? Optional.of(checkpoint(name(which), layout)) : Optional.empty();
    }

    /** Whether the run has a model of that kind, sound or not. */
    public boolean holds(SavedModel which) {
        Path path = new Path(folder, name(which));
        try {
            return path.getFileSystem(hadoop).exists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for " + path, e);
        }
    }

    /** SHA-256 of a model's bytes, in hexadecimal. */
    public String hash(SavedModel which) {
        return Sha256.of(read(name(which)).orElseThrow());
    }

    /** Replaces a text file of the run. */
    public void writeText(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text file of the run, or none. */
    public Optional<String> readText(String name) {
        return read(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** The folder's path. */
    @Override
    public String toString() {
        return folder.toString();
    }

    /** From the oldest to the newest. */
    private List<Path> checkpoints() {
        return list(new Path(folder, CHECKPOINTS)).stream()
                .filter(RunFolder::isCheckpoint)
                .toList();
    }

    private static boolean isCheckpoint(Path file) {
        return file.getName().endsWith(SUFFIX);
    }

    /** A run has one writer: what is still being written is of one that was killed. */
    private void removeParts(List<Path> files) {
        files.stream().filter(file -> AtomicFile.isPart(file.getName())).forEach(this::remove);
    }

    /** The files of a place in the order of their names; none if it is not there. */
    private List<Path> list(Path place) {
        try {
            FileSystem files = place.getFileSystem(hadoop);
            return Arrays.stream(files.listStatus(place))
                    .map(FileStatus::getPath)
                    .sorted(Comparator.comparing(Path::getName))
                    .toList();
        } catch (FileNotFoundException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + place, e);
        }
    }

    private void remove(Path file) {
        try {
            file.getFileSystem(hadoop).delete(file, false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }

    private void write(String name, byte[] bytes) {
        Path target = new Path(folder, name);
        try {
            AtomicFile.write(target, bytes, hadoop);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write " + target + " (" + e.getMessage() + "); what stood there is unharmed", e);
        }
    }

    private Optional<byte[]> read(String name) {
        Path path = new Path(folder, name);
        try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
            return Optional.of(in.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + " (" + e.getMessage() + ")", e);
        }
    }

    private static String name(SavedModel which) {
        return which.key() + SUFFIX;
    }
}

package io.skelspark.pipeline.exchange;

import io.skelspark.pickle.AnnotationPickle;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PreparedPart;
import io.skelspark.storage.AtomicFile;
import io.skelspark.storage.Existing;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stage that writes a prepared set as one annotation pickle, which Python, MMAction2 and PYSKL read. It runs in the
 * driver and holds one row group of one file at a time; identifiers are read once for each split.
 */
public final class ExportAnnotations {
    private static final Logger LOG = LoggerFactory.getLogger(ExportAnnotations.class);

    private final String set;
    private final Manifest manifest;
    private final Configuration hadoop;

    private ExportAnnotations(String set, Manifest manifest, Configuration hadoop) {
        this.set = set;
        this.manifest = manifest;
        this.hadoop = hadoop;
    }

    /**
     * Writes the file, which readers see whole or not at all.
     *
     * @param set folder of a prepared set
     * @param file the pickle to write
     * @return the number of clips
     * @throws IOException if the set is missing or damaged, the file exists and is not to be replaced, or writing fails
     */
    public static long run(String set, Path file, Existing existing, Configuration hadoop) throws IOException {
        Manifest manifest = Manifest.read(set, hadoop);
        if (existing == Existing.REFUSE && file.getFileSystem(hadoop).exists(file)) {
            throw new FileAlreadyExistsException(
                    file.toString(), null, "the file exists; choose another, or give --overwrite to replace it");
        }
        ExportAnnotations export = new ExportAnnotations(set, manifest, hadoop);
        AtomicFile.write(file, export::write, hadoop);
        LOG.info("export: {} clips of {} in {}", manifest.accepted(), set, file);
        return manifest.accepted();
    }

    private void write(OutputStream stream) throws IOException {
        AnnotationPickle pickle = new AnnotationPickle(stream);
        for (Manifest.SplitCount split : manifest.splits()) {
            pickle.split(split.name());
            for (PreparedPart part : parts()) {
                part.members(split.name(), pickle::member);
            }
        }
        for (PreparedPart part : parts()) {
            part.clips(pickle::annotation);
        }
        pickle.finish();
    }

    private List<PreparedPart> parts() {
        return PreparedPart.of(set, manifest, hadoop);
    }
}

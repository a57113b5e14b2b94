package io.skelspark.pipeline.exchange;

import io.skelspark.pickle.AnnotationPickle;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PreparedPart;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.storage.AtomicFile;
import io.skelspark.storage.Existing;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a prepared set as one annotation pickle, which Python, MMAction2 and PYSKL read. It runs in the driver and holds
 * one row group of one part at a time; ids are read once for each split.
 */
public final class ExportAnnotations {
    private static final Logger LOG = LoggerFactory.getLogger(ExportAnnotations.class);

    private final PreparedSet set;
    private final Configuration hadoop;

    private ExportAnnotations(PreparedSet set, Configuration hadoop) {
        this.set = set;
        this.hadoop = hadoop;
    }

    /**
     * Writes the file, which readers see whole or not at all.
     *
     * @param folder folder of a prepared set
     * @param file the pickle to write
     * @return the number of clips
     * @throws IOException if the set is missing or damaged, the file exists and must stay, or writing fails
     */
    public static long run(String folder, Path file, Existing existing, Configuration hadoop) throws IOException {
        PreparedSet set = PreparedSet.read(folder, hadoop);
        existing.check(file, hadoop);
        ExportAnnotations export = new ExportAnnotations(set, hadoop);
        AtomicFile.write(file, export::write, hadoop);
        LOG.info("export: {} clips of {} in {}", set.manifest().contents().accepted(), folder, file);
        return set.manifest().contents().accepted();
    }

    private void write(OutputStream stream) throws IOException {
        AnnotationPickle pickle = new AnnotationPickle(stream);
        for (Manifest.SplitCount split : set.manifest().contents().splits()) {
            pickle.split(split.name());
            for (PreparedPart part : set.parts(hadoop)) {
                part.ids(split.name()).forEach(pickle::member);
            }
        }
        for (PreparedPart part : set.parts(hadoop)) {
            part.read((ordinal, clip) -> pickle.annotation(clip.annotation()));
        }
        pickle.finish();
    }
}

package io.skelspark.pipeline;

import io.skelspark.config.DatasetConfig;
import io.skelspark.prepared.DamagedParts;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PreparedPart;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the damaged parts of a prepared set before anything is computed, so that all ranks leave out the same ones. */
public final class DamageCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DamageCheck.class);

    /** The name of its phase in every job that runs it. */
    public static final String PHASE = "look for damaged files";

    private DamageCheck() {}

    /**
     * Reads all files once on the executors, where the settings let some be damaged; each that is left out is named.
     *
     * @throws IOException if they hold more clips than the settings allow
     */
    public static DamagedParts run(JavaSparkContext spark, DatasetConfig dataset, Manifest manifest)
            throws IOException {
        if (dataset.maxDamaged() == 0) {
            return DamagedParts.NONE;
        }
        String folder = dataset.path() + "/" + manifest.clips();
        SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
        List<DamagedParts.DamagedPart> found = spark.parallelize(
                        manifest.parts(), manifest.parts().size())
                .flatMap(part -> damage(folder, part, hadoop).iterator())
                .collect();
        DamagedParts damaged = new DamagedParts(found);
        for (DamagedParts.DamagedPart part : damaged.parts()) {
            LOG.warn(
                    "left out: {}/{} of {} clips is missing or damaged: {}",
                    folder,
                    part.file(),
                    part.clips(),
                    part.reason());
        }
        double share = (double) damaged.clips() / manifest.accepted();
        if (share > dataset.maxDamaged()) {
            throw new IOException(folder + ": damaged files hold " + damaged.clips() + " of " + manifest.accepted()
                    + " clips, a share of " + share + ", expected at most dataset.max-damaged = " + dataset.maxDamaged()
                    + "; prepare the set again. " + damaged);
        }
        return damaged;
    }

    private static Stream<DamagedParts.DamagedPart> damage(
            String folder, Manifest.Part part, SerializableConfiguration hadoop) {
        Optional<String> reason = PreparedPart.damage(folder, part, hadoop.value());
        return reason.stream().map(text -> new DamagedParts.DamagedPart(part.file(), part.rows(), text));
    }
}

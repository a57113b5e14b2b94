package io.skelspark.pipeline;

import io.skelspark.config.DatasetConfig;
import io.skelspark.prepared.DamagedParts;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PreparedSet;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The search for damaged parts of a prepared set before anything is computed: all ranks then leave out the same. */
public final class DamageCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DamageCheck.class);

    /** The name of its phase in every job that runs it. */
    public static final String PHASE = "look for damaged files";

    private DamageCheck() {}

    /**
     * Reads all parts once on the executors, if the settings allow some to be damaged. Otherwise nothing is read: who
     * opens the parts as a {@link io.skelspark.prepared.PoseDataset} checks them on the way.
     *
     * @return the set without its damaged parts
     * @throws IOException if they hold more clips than the settings allow
     */
    public static PreparedSet ifAllowed(JavaSparkContext spark, DatasetConfig dataset, PreparedSet set)
            throws IOException {
        return dataset.stored().maxDamaged() == 0 ? set : run(spark, dataset, set);
    }

    /**
     * Reads all parts once on the executors; logs each one that is left out.
     *
     * @return the set without its damaged parts
     * @throws IOException if they hold more clips than the settings allow
     */
    public static PreparedSet run(JavaSparkContext spark, DatasetConfig dataset, PreparedSet set) throws IOException {
        Manifest manifest = set.manifest();
        DamagedParts damaged = new DamagedParts(damagedParts(spark, set));
        for (DamagedParts.DamagedPart part : damaged.parts()) {
            LOG.warn(
                    "left out: {}/{} with {} clips is missing or damaged: {}",
                    set.clipsFolder(),
                    part.file(),
                    part.clips(),
                    part.reason());
        }
        double share = (double) damaged.clips() / manifest.contents().accepted();
        if (share > dataset.stored().maxDamaged()) {
            throw new IOException(set.clipsFolder() + ": damaged files hold " + damaged.clips() + " of "
                    + manifest.contents().accepted()
                    + " clips, a share of " + share + ", expected at most dataset.max-damaged = "
                    + dataset.stored().maxDamaged()
                    + "; prepare the set again. " + damaged);
        }
        return set.without(damaged);
    }

    /** Reads all parts once on the executors, and returns those that are missing, damaged or of another set. */
    public static List<DamagedParts.DamagedPart> damagedParts(JavaSparkContext spark, PreparedSet set) {
        SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
        List<Manifest.Part> parts = set.manifest().files().parts();
        return spark.parallelize(parts, parts.size())
                .flatMap(part -> damage(set, part, hadoop).iterator())
                .collect();
    }

    private static Stream<DamagedParts.DamagedPart> damage(
            PreparedSet set, Manifest.Part part, SerializableConfiguration hadoop) {
        return set.part(part, hadoop.value()).damage().stream()
                .map(text -> new DamagedParts.DamagedPart(part.file(), part.rows(), text));
    }
}

package io.skelspark.pipeline.drawing;

import io.skelspark.config.ConfigError;
import io.skelspark.config.DatasetConfig;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.source.Rejection;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Draws clips straight from their source, before anything is prepared. */
public final class DrawRecordings {
    private static final int MOST_NAMED = 5;

    private final DatasetConfig dataset;
    private final Configuration hadoop;
    private final PictureWriter writer;

    /** Draws with the layout and the source of a data set. */
    public DrawRecordings(DatasetConfig dataset, Configuration hadoop, PictureWriter writer) {
        this.dataset = dataset;
        this.hadoop = hadoop;
        this.writer = writer;
    }

    /**
     * Draws the clip of an id. Labels are not read.
     *
     * @throws ConfigError if the source has none, naming some that it has, or if the clip is rejected, with the reason
     */
    public void clip(String id) throws IOException {
        SkeletonSource source = dataset.source().withoutLabels();
        List<String> others = new ArrayList<>();
        for (String file : source.files(hadoop)) {
            Iterator<SourceRecord> records = source.read(file, hadoop);
            while (records.hasNext()) {
                SourceRecord record = records.next();
                if (record instanceof Rejection rejection && record.id().equals(id)) {
                    throw new ConfigError(rejection.line());
                }
                if (record instanceof Annotation annotation) {
                    PoseSample sample = annotation.sample();
                    if (sample.id().equals(id)) {
                        writer.clip(dataset.layout(), sample, "from " + dataset.name());
                        return;
                    }
                    others.add(sample.id());
                }
            }
        }
        throw new ConfigError("the source of " + dataset.name() + " has no recording '" + id + "', found "
                + (others.isEmpty()
                        ? "none"
                        : String.join(", ", others.subList(0, Math.min(MOST_NAMED, others.size())))));
    }
}

package io.skelspark.pipeline.preparation;

import io.skelspark.heatmap.SparseVolume;
import io.skelspark.prepared.StoredClip;
import io.skelspark.prepared.VolumeSchema;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Views;
import io.skelspark.transform.Pipeline;
import java.nio.FloatBuffer;
import java.util.Iterator;
import org.apache.spark.sql.Row;

/** An iterator that turns rows of clips into rows of volumes and holds one volume in memory. */
final class VolumeRows implements Iterator<Row> {
    private final Pipeline pipeline;
    private final Iterator<Row> clips;
    private FloatBuffer scratch = FloatBuffer.allocate(0);

    VolumeRows(Pipeline pipeline, Iterator<Row> clips) {
        this.pipeline = pipeline;
        this.clips = clips;
    }

    @Override
    public boolean hasNext() {
        return clips.hasNext();
    }

    /**
     * Draws the next clip.
     *
     * @throws IllegalArgumentException if the pipeline makes no heat maps, or several views
     */
    @Override
    public Row next() {
        Row clip = clips.next();
        PoseSample sample = pipeline.apply(StoredClip.of(clip).sample(), new NumpyRandom(0));
        Views views = sample.input();
        if (sample.heatmaps() == null || views.shape()[0] != 1) {
            throw new IllegalArgumentException("pipeline.val makes " + views.shape()[0]
                    + (sample.heatmaps() == null ? " inputs without heat maps" : " volumes") + " of clip "
                    + sample.id()
                    + ", expected one volume of heat maps; fix pipeline.val, for example with the settings"
                    + " of a PoseC3D config");
        }
        if (scratch.capacity() < views.viewSize()) {
            scratch = FloatBuffer.allocate(views.viewSize());
        }
        int[] frames = sample.frameInds();
        return VolumeSchema.row(clip, frames == null ? new int[0] : frames, SparseVolume.of(views, 0, scratch));
    }
}

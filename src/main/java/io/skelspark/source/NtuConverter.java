package io.skelspark.source;

import io.skelspark.skeleton.Keyed;
import io.skelspark.tensor.Tensor;
import java.util.List;

/** A way of choosing the bodies of a clip among those that a Kinect recorded; the two in use give different clips. */
public enum NtuConverter implements Keyed {
    /**
     * By place in the frame: of the first four places the two whose joints spread most.
     *
     * @source MMAction2, tools/data/skeleton/gen_ntu_rgbd_raw.py
     */
    MMACTION2 {
        @Override
        ChosenBodies convert(NtuRecording recording) {
            return new NtuBodySlots(recording).choose();
        }
    },
    /**
     * By body id: short and spread-out tracks are dropped, the rest is joined to two.
     *
     * @source PYSKL, tools/data/ntu_preproc.py
     */
    PYSKL {
        @Override
        ChosenBodies convert(NtuRecording recording) throws MalformedRecordException {
            return new NtuBodyTracks(recording).choose();
        }
    };

    /**
     * The chosen bodies.
     *
     * @param keypoint (M, T, V, C) float16, metres
     * @param dropped the others
     */
    record ChosenBodies(Tensor keypoint, List<Dropped> dropped) {}

    /** A body that is left out, and what the rule asks for. */
    record Dropped(String found, String expected) {}

    /** @throws MalformedRecordException if no body remains */
    abstract ChosenBodies convert(NtuRecording recording) throws MalformedRecordException;
}

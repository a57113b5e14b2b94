package io.skelspark.source;

import io.skelspark.skeleton.Keyed;
import io.skelspark.tensor.Tensor;
import java.util.List;

/** The two rules for choosing the bodies of a clip from those that a Kinect recorded. They give different clips. */
public enum NtuConverter implements Keyed {
    /**
     * Chooses by place in the frame: of the first four places, the two whose joints spread most.
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
     * Chooses by body id: short and wide tracks are dropped, the others are joined to two.
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
     * The bodies that a rule chose.
     *
     * @param keypoint (M, T, V, C) float16, metres
     * @param dropped the other bodies
     */
    record ChosenBodies(Tensor keypoint, List<Dropped> dropped) {}

    /**
     * A body that is left out.
     *
     * @param found description of the body
     * @param expected what the rule asks for
     */
    record Dropped(String found, String expected) {}

    /**
     * Chooses the bodies of a recording.
     *
     * @throws MalformedRecordException if no body remains
     */
    abstract ChosenBodies convert(NtuRecording recording) throws MalformedRecordException;
}

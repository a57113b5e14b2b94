package io.skelspark.source;

import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The rule of MMAction2 for choosing bodies: the place of a body in its frame stands for the person, whatever its id.
 *
 * @source MMAction2, tools/data/skeleton/gen_ntu_rgbd_raw.py
 */
final class NtuBodySlots {
    private static final int READ = 4;
    private static final int KEPT = 2;
    private static final int VALUES = NtuRecording.JOINTS * 3;

    private final NtuRecording recording;
    private final List<NtuConverter.Dropped> dropped = new ArrayList<>();

    NtuBodySlots(NtuRecording recording) {
        this.recording = recording;
    }

    /** The bodies at one place of the frames; frames without a body there count as zero. */
    private record Slot(int place, int frames, double energy, double sum) {}

    NtuConverter.ChosenBodies choose() {
        List<Slot> slots = new ArrayList<>();
        int most = recording.frames().stream().mapToInt(List::size).max().orElse(0);
        for (int place = 0; place < most; place++) {
            Slot slot = slot(place);
            if (place < READ) {
                slots.add(slot);
            } else {
                drop(slot, "one of the first " + READ + " bodies of a frame");
            }
        }
        // the reference sorts in ascending order and reverses: of equal slots the later comes first
        slots.sort(Comparator.comparingDouble(Slot::energy));
        Collections.reverse(slots);
        List<Slot> kept = new ArrayList<>();
        for (int rank = 0; rank < slots.size(); rank++) {
            Slot slot = slots.get(rank);
            if (rank >= KEPT) {
                drop(slot, "one of the " + KEPT + " bodies that spread most");
            } else if (slot.sum() == 0) {
                drop(slot, "a body whose coordinates do not add up to 0");
            } else {
                kept.add(slot);
            }
        }
        return new NtuConverter.ChosenBodies(keypoint(kept), dropped);
    }

    private void drop(Slot slot, String expected) {
        if (slot.frames() > 0) {
            dropped.add(new NtuConverter.Dropped(
                    "body " + (slot.place() + 1) + " of the frame, in " + slot.frames() + " frames", expected));
        }
    }

    /** Measures a slot: its energy is the sum over the axes of the standard deviation in the frames that are not zero. */
    private Slot slot(int place) {
        int frames = 0;
        double total = 0;
        List<double[]> seen = new ArrayList<>();
        for (List<NtuRecording.Body> bodies : recording.frames()) {
            if (place < bodies.size()) {
                frames++;
                double[] joints = bodies.get(place).joints();
                double sum = sum(joints);
                total += sum;
                if (sum != 0) {
                    seen.add(joints);
                }
            }
        }
        double energy = 0;
        for (int axis = 0; axis < 3 && !seen.isEmpty(); axis++) {
            energy += Math.sqrt(NtuMotion.variance(seen, axis));
        }
        return new Slot(place, frames, energy, total);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private Tensor keypoint(List<Slot> kept) {
        int frames = recording.frames().size();
        Tensor keypoint = Tensor.zeros(DType.FLOAT16, kept.size(), frames, NtuRecording.JOINTS, 3);
        for (int person = 0; person < kept.size(); person++) {
            int place = kept.get(person).place();
            for (int frame = 0; frame < frames; frame++) {
                List<NtuRecording.Body> bodies = recording.frames().get(frame);
                if (place < bodies.size()) {
                    NtuMotion.round(bodies.get(place).joints(), keypoint.values(), (person * frames + frame) * VALUES);
                }
            }
        }
        return keypoint;
    }
}

package io.skelspark.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.Damage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever bytes a checkpoint or a dump holds, reading returns its content or throws one of the documented exceptions. */
class DamagedPickleTest {
    private static final String SEED = "20261";
    private static final int[] MATRIX = {2, 2};

    @Provide
    Arbitrary<List<Damage>> damage() {
        return Damage.some();
    }

    private static void checkpoint(byte[] damaged) {
        Damage.bounded(() -> {
            try {
                TorchCheckpoint checkpoint = TorchCheckpoint.read(new ByteArrayInputStream(damaged), "damaged.pth");
                try {
                    checkpoint.stateDict().values().forEach(TorchTensor::doubles);
                } catch (IllegalArgumentException noTensor) {
                    assertThat(noTensor).hasMessageContaining("damaged.pth");
                }
                checkpoint.meta();
            } catch (BrokenPickleException broken) {
                assertThat(broken).hasMessageContaining("damaged.pth");
            }
        });
    }

    @Property(seed = SEED)
    void zippedCheckpoint(@ForAll("damage") List<Damage> damage) throws IOException {
        byte[] sound = TorchCheckpointTest.zip(
                TorchCheckpointTest.pickle(0, MATRIX, new int[] {1, 2}), TorchCheckpointTest.FOUR);
        checkpoint(Damage.apply(sound, damage));
    }

    @Property(seed = SEED)
    void zippedPickle(@ForAll("damage") List<Damage> damage) throws IOException {
        byte[] pickle = TorchCheckpointTest.pickle(0, MATRIX, new int[] {1, 2});
        checkpoint(TorchCheckpointTest.zip(Damage.apply(pickle, damage), TorchCheckpointTest.FOUR));
    }

    @Property(seed = SEED)
    void legacyCheckpoint(@ForAll("damage") List<Damage> damage) throws IOException {
        byte[] sound = TorchCheckpointTest.legacy(
                TorchCheckpointTest.pickle(0, MATRIX, new int[] {1, 2}), TorchCheckpointTest.FOUR);
        checkpoint(Damage.apply(sound, damage));
    }

    @Property(seed = SEED)
    void scoreDump(@ForAll("damage") List<Damage> damage) {
        PickleBytes pickle = new PickleBytes(2).op(']').op('(');
        for (int i = 0; i < 2; i++) {
            pickle.op('}').op('(').text("gt_label").integer(i).text("pred_score");
            pickle.array("f2", "<", new int[] {3}, false, PickleBytes.ones(3)).op('u');
        }
        byte[] damaged = Damage.apply(pickle.op('e').stop(), damage);
        Damage.bounded(() -> {
            try {
                ScoreDump.read(new ByteArrayInputStream(damaged), "damaged.pkl", damaged.length);
            } catch (BrokenPickleException broken) {
                assertThat(broken).hasMessageContaining("damaged.pkl");
            }
        });
    }
}

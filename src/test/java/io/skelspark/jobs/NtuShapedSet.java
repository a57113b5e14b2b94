package io.skelspark.jobs;

import io.skelspark.pickle.AnnotationPickle;
import io.skelspark.pickle.AnnotationPickle.StoredArray;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.source.NtuText;
import io.skelspark.tensor.Half;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a small set of NTU RGB+D's form: of each action a clip of the first performer, who is trained on, and one of
 * the third, who is not. What moves how fast tells the actions apart; every fifth action has two people.
 *
 * @param actions 60 or 120
 */
record NtuShapedSet(int actions) {
    private static final int FRAMES = 14;
    /** Actions of NTU RGB+D 60, which fill the first folder of the larger release. */
    private static final int FIRST_RELEASE = 60;

    /** A clip of the name {@code SsssCcccPpppRrrrAaaa}. */
    record Clip(int action, int performer) {
        int setup() {
            return 1 + action % 2;
        }

        int camera() {
            return 1 + action % 3;
        }

        String name() {
            return String.format(Locale.ROOT, "S%03dC%03dP%03dR001A%03d", setup(), camera(), performer, action);
        }

        int persons() {
            return action % 5 == 0 ? 2 : 1;
        }

        List<String> splits(int actions) {
            String second = actions == FIRST_RELEASE ? "xview" : "xset";
            boolean trained = actions == FIRST_RELEASE ? camera() != 1 : setup() == 2;
            return List.of(performer == 1 ? "xsub_train" : "xsub_val", second + (trained ? "_train" : "_val"));
        }
    }

    List<Clip> clips() {
        List<Clip> clips = new ArrayList<>();
        for (int action = 1; action <= actions; action++) {
            clips.add(new Clip(action, 1));
            clips.add(new Clip(action, 3));
        }
        return clips;
    }

    /**
     * Writes a {@code .skeleton} file for each clip, into one folder for each release, and beside them a clip that is
     * listed as missing, one that breaks off, and bodies in the first two clips that denoising drops.
     */
    void writeSkeletons(Path folder, String release) throws IOException {
        for (Clip clip : clips()) {
            List<NtuText.Body> bodies = new ArrayList<>();
            for (int person = 0; person < clip.persons(); person++) {
                bodies.add(NtuText.upright(
                        10 + person, 0, FRAMES, person + 0.3 * clip.performer(), 0.002 * clip.action()));
            }
            if (clip.action() == 1) {
                bodies.add(
                        clip.performer() == 1
                                ? NtuText.upright(90, 2, 7, 2, 0.1)
                                : NtuText.lying(91, 0, FRAMES, 2, 0.1));
            }
            write(folder, release, clip, NtuText.text(FRAMES, bodies.toArray(NtuText.Body[]::new)));
        }
        String sound = NtuText.text(FRAMES, NtuText.upright(1, 0, FRAMES, 1, 0.1));
        write(folder, release, listed(), sound);
        write(folder, release, damaged(), sound.substring(0, sound.length() / 2));
    }

    Clip listed() {
        return new Clip(2, 5);
    }

    Clip damaged() {
        return new Clip(3, 5);
    }

    private static void write(Path folder, String release, Clip clip, String text) throws IOException {
        Path part = folder.resolve(release + (clip.action() > FIRST_RELEASE ? "120" : ""));
        Files.writeString(Files.createDirectories(part).resolve(clip.name() + ".skeleton"), text);
    }

    /** Writes the clips as PYSKL publishes the 2D set: a pickle of half-precision joints and scores. */
    void writePickle(Path file) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file)) {
            AnnotationPickle pickle = new AnnotationPickle(stream);
            List<String> names = actions == FIRST_RELEASE
                    ? List.of("xsub_train", "xsub_val", "xview_train", "xview_val")
                    : List.of("xsub_train", "xsub_val", "xset_train", "xset_val");
            for (String name : names) {
                pickle.split(name);
                clips().stream()
                        .filter(clip -> clip.splits(actions).contains(name))
                        .forEach(clip -> pickle.member(clip.name()));
            }
            for (Clip clip : clips()) {
                pickle.annotation(new AnnotationPickle.PickledClip(
                        clip.name(), clip.action() - 1, FRAMES, new ImageShape(1080, 1920), joints(clip), score(clip)));
            }
            pickle.finish();
        }
    }

    /** @shape (M, T, V, 2) */
    private static StoredArray joints(Clip clip) {
        List<Double> values = new ArrayList<>();
        for (int person = 0; person < clip.persons(); person++) {
            for (int frame = 0; frame < FRAMES; frame++) {
                for (int joint = 0; joint < 17; joint++) {
                    values.add(400.0 + 300 * person + 50 * clip.performer() + 0.5 * frame * clip.action() + joint);
                    values.add(300.0 + 20 * joint + (joint % 2) * frame * 0.25 * clip.action());
                }
            }
        }
        return half(values, clip.persons(), FRAMES, 17, 2);
    }

    /** @shape (M, T, V) */
    private static StoredArray score(Clip clip) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < clip.persons() * FRAMES * 17; i++) {
            values.add(0.5 + i % 17 * 0.02);
        }
        return half(values, clip.persons(), FRAMES, 17);
    }

    private static StoredArray half(List<Double> values, int... shape) {
        ByteBuffer data = ByteBuffer.allocate(2 * values.size()).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(value -> data.putShort(Half.fromDouble(value)));
        return new StoredArray("<f2", shape, data.array());
    }
}

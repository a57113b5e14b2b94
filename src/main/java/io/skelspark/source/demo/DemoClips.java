package io.skelspark.source.demo;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The random clips of the demonstration set: synthetic people seen by a camera and a detector that makes errors. */
final class DemoClips {
    private static final int TRAIN_SUBJECTS = 10;
    private static final int TEST_SUBJECTS = 4;
    private static final int TAKES = 5;
    private static final ImageShape IMAGE = new ImageShape(1080, 1920);
    private static final int SHORTEST = 40;
    private static final int LONGEST = 90;
    private static final double BYSTANDER_SHARE = 0.2;
    /** Probability that a joint is lost in a frame; it then stays lost for one to six frames. */
    private static final double LOSS = 0.004;

    private static final int LONGEST_LOSS = 6;
    /** Standard deviation of a joint's position, in body heights. */
    private static final double JITTER = 0.006;

    private final Random random;

    private DemoClips(long seed) {
        this.random = new Random(seed);
    }

    /**
     * Returns the clips of a seed, first those of split {@code train}; the same seed gives the same clips. No subject is
     * in both splits, and every subject performs every action equally often.
     */
    static List<Annotation> of(long seed) {
        DemoClips clips = new DemoClips(seed);
        List<Annotation> all = new ArrayList<>();
        for (int subject = 0; subject < TRAIN_SUBJECTS + TEST_SUBJECTS; subject++) {
            DemoBody body = DemoBody.random(clips.random);
            String split = subject < TRAIN_SUBJECTS ? "train" : "test";
            for (DemoAction action : DemoAction.values()) {
                for (int take = 1; take <= TAKES; take++) {
                    String id = String.format(Locale.ROOT, "subject%02d-%s-take%d", subject + 1, action.title(), take);
                    all.add(new Annotation(clips.clip(id, action, body), List.of(split)));
                }
            }
        }
        return all;
    }

    private PoseSample clip(String id, DemoAction action, DemoBody body) {
        int frames = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
        boolean bystander = random.nextDouble() < BYSTANDER_SHARE;
        Tensor keypoint = Tensor.zeros(DType.FLOAT64, bystander ? 2 : 1, frames, DemoBody.JOINTS, 2);
        Tensor score = Tensor.zeros(DType.FLOAT64, bystander ? 2 : 1, frames, DemoBody.JOINTS);
        Placement placement = placement(640 + 640 * random.nextDouble());
        double start = random.nextDouble();
        double cycle = action.cycle(random);
        DemoPosture first = action.at(start);
        double centre = (first.leftFoot() + first.rightFoot()) / 2;
        for (int frame = 0; frame < frames; frame++) {
            DemoPosture posture = action.at(start + frame / cycle);
            write(0, frame, placement.seen(body.joints(posture, placement.acting), frame, centre), keypoint, score);
        }
        if (bystander) {
            addBystander(keypoint, score);
        }
        loseJoints(keypoint, score);
        return new PoseSample(
                id,
                DemoSet.labels().indexOf(action.title()),
                frames,
                IMAGE,
                keypoint.as(DType.FLOAT32),
                score.as(DType.FLOAT32));
    }

    /** Adds a second person, person 1, who stands at the side for half of the clip. */
    private void addBystander(Tensor keypoint, Tensor score) {
        int frames = keypoint.size(1);
        Placement placement =
                placement(random.nextBoolean() ? 150 + 250 * random.nextDouble() : 1520 + 250 * random.nextDouble());
        DemoBody body = DemoBody.random(random);
        int from = random.nextInt(frames / 2);
        int until = from + frames / 2;
        for (int frame = from; frame < until; frame++) {
            double[][] joints = body.joints(DemoAction.idle(), placement.acting);
            write(1, frame, placement.seen(joints, frame, 0), keypoint, score);
        }
    }

    /** The place of a person and the way the camera sees them. */
    private final class Placement {
        private final DemoBody.Side acting;
        private final double x;
        private final double y;
        private final double height;
        private final double width;
        private final double tilt;
        private final double sway;

        private Placement(double x) {
            this.acting = random.nextBoolean() ? DemoBody.Side.LEFT : DemoBody.Side.RIGHT;
            this.x = x;
            this.y = 700 + 250 * random.nextDouble();
            this.height = 260 + 240 * random.nextDouble();
            this.width = height * (0.8 + 0.2 * random.nextDouble());
            this.tilt = Math.toRadians(6 * random.nextDouble() - 3);
            this.sway = 2 * Math.PI * random.nextDouble();
        }

        /**
         * Returns joints in pixels, with sway and jitter.
         *
         * @param joints (V, 2) in body heights
         * @param centre the place in body heights that is seen at x
         */
        private double[][] seen(double[][] joints, int frame, double centre) {
            double lean = 0.012 * StrictMath.sin(sway + 0.11 * frame);
            double[][] pixels = new double[joints.length][];
            for (int joint = 0; joint < joints.length; joint++) {
                double right = joints[joint][0] - centre - joints[joint][1] * (lean + tilt);
                double down = joints[joint][1];
                pixels[joint] = new double[] {
                    x + width * (right + JITTER * random.nextGaussian()),
                    y + height * (down + JITTER * random.nextGaussian())
                };
            }
            return pixels;
        }
    }

    private Placement placement(double x) {
        return new Placement(x);
    }

    private void write(int person, int frame, double[][] pixels, Tensor keypoint, Tensor score) {
        for (int joint = 0; joint < pixels.length; joint++) {
            int index = (person * keypoint.size(1) + frame) * DemoBody.JOINTS + joint;
            keypoint.values()[2 * index] = hundredths(pixels[joint][0]);
            keypoint.values()[2 * index + 1] = hundredths(pixels[joint][1]);
            score.values()[index] = hundredths(0.7 + 0.28 * random.nextDouble());
        }
    }

    /** Loses joints at random: a lost joint and its score are zero. */
    private void loseJoints(Tensor keypoint, Tensor score) {
        int frames = keypoint.size(1);
        for (int track = 0; track < keypoint.size(0) * DemoBody.JOINTS; track++) {
            int person = track / DemoBody.JOINTS;
            int lost = 0;
            for (int frame = 0; frame < frames; frame++) {
                if (lost == 0 && random.nextDouble() < LOSS) {
                    lost = 1 + random.nextInt(LONGEST_LOSS);
                }
                if (lost > 0) {
                    lost--;
                    int index = (person * frames + frame) * DemoBody.JOINTS + track % DemoBody.JOINTS;
                    keypoint.values()[2 * index] = 0;
                    keypoint.values()[2 * index + 1] = 0;
                    score.values()[index] = 0;
                }
            }
        }
    }

    private static double hundredths(double value) {
        return Math.rint(value * 100) / 100;
    }
}

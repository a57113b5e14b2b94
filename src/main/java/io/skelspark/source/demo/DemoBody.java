package io.skelspark.source.demo;

import java.util.Random;

/**
 * The proportions of a synthetic person as shares of the body height; computes the COCO joints of a posture.
 *
 * @param shoulders half the distance between the shoulders
 * @param hips half the distance between the hips
 * @param torso length from hip to shoulder
 * @param neck length from shoulder to nose
 * @param upperArm length from shoulder to elbow
 * @param forearm length from elbow to wrist
 * @param leg length from hip to ankle
 */
record DemoBody(double shoulders, double hips, double torso, double neck, double upperArm, double forearm, double leg) {
    /** Number of COCO joints. */
    static final int JOINTS = 17;

    private static final int NOSE = 0;
    private static final int FIRST_EYE = 1;
    private static final int FIRST_EAR = 3;
    private static final int FIRST_SHOULDER = 5;
    private static final int FIRST_ELBOW = 7;
    private static final int FIRST_WRIST = 9;
    private static final int FIRST_HIP = 11;
    private static final int FIRST_KNEE = 13;
    private static final int FIRST_ANKLE = 15;

    /** A side of a person. Facing the camera, a person's left is the right of the picture. */
    enum Side {
        LEFT(1),
        RIGHT(-1);

        /** The direction on the x axis of the picture. */
        private final int direction;

        Side(int direction) {
            this.direction = direction;
        }
    }

    /** Draws proportions around those of an average person. */
    static DemoBody random(Random random) {
        return new DemoBody(
                around(0.11, random),
                around(0.07, random),
                around(0.28, random),
                around(0.13, random),
                around(0.17, random),
                around(0.15, random),
                around(0.47, random));
    }

    /**
     * Returns the joints of a posture.
     *
     * @param acting the side whose arm acts
     * @shape (V, 2), V = 17
     * @units body heights; the origin is the middle between the feet at the start, x points right, y down
     */
    double[][] joints(DemoPosture posture, Side acting) {
        double[][] joints = new double[JOINTS][];
        double middle = (posture.leftFoot() + posture.rightFoot()) / 2;
        double hip = -leg * (1 - 0.42 * posture.crouch());
        double shoulder = hip - torso * (1 - 0.1 * posture.crouch());
        joints[NOSE] = point(middle, shoulder - neck);
        for (Side side : Side.values()) {
            int offset = side == Side.LEFT ? 0 : 1;
            int direction = side.direction;
            joints[FIRST_EYE + offset] = point(middle + direction * 0.018, shoulder - neck - 0.018);
            joints[FIRST_EAR + offset] = point(middle + direction * 0.04, shoulder - neck - 0.008);
            double raise = side == acting ? posture.raise() : Math.toRadians(12 + 20 * posture.crouch());
            double bend = raise + (side == acting ? posture.elbow() : Math.toRadians(8));
            double[] top = point(middle + direction * shoulders, shoulder);
            double[] elbow = reach(top, direction, upperArm, raise);
            joints[FIRST_SHOULDER + offset] = top;
            joints[FIRST_ELBOW + offset] = elbow;
            joints[FIRST_WRIST + offset] = reach(elbow, direction, forearm, bend);
            double foot = direction * (hips + 0.02) + (direction < 0 ? posture.leftFoot() : posture.rightFoot());
            double[] socket = point(middle + direction * hips, hip);
            joints[FIRST_HIP + offset] = socket;
            joints[FIRST_KNEE + offset] =
                    point((socket[0] + foot) / 2 + direction * 0.1 * posture.crouch(), hip * 0.52);
            joints[FIRST_ANKLE + offset] = point(foot, 0);
        }
        return joints;
    }

    private static double[] reach(double[] from, int direction, double length, double angle) {
        return point(from[0] + direction * length * StrictMath.sin(angle), from[1] + length * StrictMath.cos(angle));
    }

    private static double[] point(double x, double y) {
        return new double[] {x, y};
    }

    private static double around(double share, Random random) {
        return share * (0.9 + 0.2 * random.nextDouble());
    }
}

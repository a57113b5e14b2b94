package io.skelspark.source.demo;

import java.util.Random;

/**
 * The actions of the demonstration set. They form pairs: an action played backwards, or at another speed, is the other
 * of its pair. So single frames of both look the same, and only their order tells the two apart.
 */
enum DemoAction {
    /** The arm rises slowly and falls quickly, many times. */
    RAISE_ARM("raise-arm", 26, 36) {
        @Override
        DemoPosture at(double phase) {
            return arm(sawtooth(phase, SLOW));
        }
    },
    /** The arm falls slowly and rises quickly. */
    LOWER_ARM("lower-arm", 26, 36) {
        @Override
        DemoPosture at(double phase) {
            return arm(sawtooth(phase, 1 - SLOW));
        }
    },
    /** The forearm swings at most twice in a clip of any length, because frame sampling removes the length. */
    WAVE_SLOWLY("wave-slowly", 45, 60) {
        @Override
        DemoPosture at(double phase) {
            return wave(phase);
        }
    },
    /** The forearm swings, at least two and a half times in a clip. */
    WAVE_QUICKLY("wave-quickly", 12, 16) {
        @Override
        DemoPosture at(double phase) {
            return wave(phase);
        }
    },
    /** The body squats slowly and gets up quickly. */
    SQUAT_DOWN("squat-down", 26, 36) {
        @Override
        DemoPosture at(double phase) {
            return crouch(sawtooth(phase, SLOW));
        }
    },
    /** The body gets up slowly and squats quickly. */
    STAND_UP("stand-up", 26, 36) {
        @Override
        DemoPosture at(double phase) {
            return crouch(sawtooth(phase, 1 - SLOW));
        }
    },
    /** Side steps towards the left of the picture: the left foot goes first, the other follows. */
    STEP_LEFT("step-left", 20, 28) {
        @Override
        DemoPosture at(double phase) {
            double whole = Math.floor(phase);
            double ahead = whole + ease(2 * (phase - whole));
            double following = whole + ease(2 * (phase - whole) - 1);
            return new DemoPosture(HANGING, STRAIGHT, 0, -STEP * ahead, -STEP * following);
        }
    },
    /** Side steps towards the right of the picture: the right foot goes first. */
    STEP_RIGHT("step-right", 20, 28) {
        @Override
        DemoPosture at(double phase) {
            double whole = Math.floor(phase);
            double ahead = whole + ease(2 * (phase - whole));
            double following = whole + ease(2 * (phase - whole) - 1);
            return new DemoPosture(HANGING, STRAIGHT, 0, STEP * following, STEP * ahead);
        }
    };

    /** The share of a cycle that its slow part takes. */
    private static final double SLOW = 0.75;

    private static final double HANGING = Math.toRadians(12);
    private static final double STRAIGHT = Math.toRadians(8);
    /** Length of a side step, in body heights. */
    private static final double STEP = 0.2;

    private final String title;
    private final int shortestCycle;
    private final int longestCycle;

    DemoAction(String title, int shortestCycle, int longestCycle) {
        this.title = title;
        this.shortestCycle = shortestCycle;
        this.longestCycle = longestCycle;
    }

    /**
     * Returns the posture at a moment.
     *
     * @param phase cycles since the action began; at whole numbers the posture is the same, except for the place of the feet
     */
    abstract DemoPosture at(double phase);

    /** Returns the name of the class. */
    String title() {
        return title;
    }

    /** Draws the length of a cycle for one clip, in frames. */
    double cycle(Random random) {
        return shortestCycle + random.nextDouble() * (longestCycle - shortestCycle);
    }

    /** Returns the posture of a person who stands still. */
    static DemoPosture idle() {
        return arm(0);
    }

    private static DemoPosture arm(double raised) {
        return new DemoPosture(HANGING + raised * Math.toRadians(150), STRAIGHT, 0, 0, 0);
    }

    private static DemoPosture wave(double phase) {
        double swing = Math.toRadians(85) + Math.toRadians(40) * StrictMath.sin(2 * Math.PI * phase);
        return new DemoPosture(Math.toRadians(70), swing, 0, 0, 0);
    }

    private static DemoPosture crouch(double depth) {
        return new DemoPosture(HANGING + depth * Math.toRadians(20), STRAIGHT, depth, 0, 0);
    }

    /** Rises from 0 to 1 during the given share of each cycle and falls back in the rest. */
    private static double sawtooth(double phase, double rising) {
        double inCycle = phase - Math.floor(phase);
        return inCycle < rising ? ease(inCycle / rising) : 1 - ease((inCycle - rising) / (1 - rising));
    }

    /** Rises from 0 to 1 with a smooth start and end; constant outside. */
    private static double ease(double share) {
        double clipped = Math.max(0, Math.min(1, share));
        return clipped * clipped * (3 - 2 * clipped);
    }
}

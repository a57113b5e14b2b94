package io.skelspark.skeleton;

/** The feature that a stream is trained on: those of joints for a GCN, and two of heat maps for PoseC3D. */
public enum Feature implements Keyed {
    /** The positions of the joints. */
    JOINT("joint"),
    /** The bones, each the position of a joint minus that of its origin. */
    BONE("bone", 1, Change.NONE),
    /** The difference of the joints to the next frame. */
    JOINT_MOTION("joint-motion", 0, Change.MOTION),
    /** The difference of the bones to the next frame. */
    BONE_MOTION("bone-motion", 1, Change.MOTION),
    /** The bones of second order, from the origin of a joint's origin. */
    BONE_2("2-bone", 2, Change.NONE),
    /** The difference of the bones of second order to the next frame. */
    BONE_2_MOTION("2-bone-motion", 2, Change.MOTION),
    /** The bones of third order. */
    BONE_3("3-bone", 3, Change.NONE),
    /** The difference of the bones of third order to the next frame. */
    BONE_3_MOTION("3-bone-motion", 3, Change.MOTION),
    /** The bones of fourth order. */
    BONE_4("4-bone", 4, Change.NONE),
    /** The difference of the bones of fourth order to the next frame. */
    BONE_4_MOTION("4-bone-motion", 4, Change.MOTION),
    /** The distances of each joint to all joints of its body. */
    DISTANCE("distance"),
    /** One heat map for each joint. */
    KEYPOINT("keypoint"),
    /** One heat map for each limb. */
    LIMB("limb");

    /** What a feature takes from a frame and the next one. */
    private enum Change {
        NONE,
        MOTION
    }

    private final String key;
    private final int order;
    private final Change change;

    Feature(String key) {
        this(key, 0, Change.NONE);
    }

    Feature(String key, int order, Change change) {
        this.key = key;
        this.order = order;
        this.change = change;
    }

    /** Returns the name used in settings and tables, for example {@code joint-motion}. */
    @Override
    public String key() {
        return key;
    }

    /** Returns the order of the bones, 1 for those between neighbours; 0 if the feature is not made of bones. */
    public int order() {
        return order;
    }

    /** Returns whether it is the difference to the next frame. */
    public boolean isMotion() {
        return change == Change.MOTION;
    }

    /** Returns whether the feature is drawn as heat maps, for a 3D CNN; all others are for GCNs. */
    public boolean isHeatmap() {
        return this == KEYPOINT || this == LIMB;
    }

    /** Returns whether it has a value for each value of a joint: its coordinates, and the score if there is one. */
    public boolean keepsChannels() {
        return !isHeatmap() && this != DISTANCE;
    }
}

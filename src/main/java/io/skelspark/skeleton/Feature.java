package io.skelspark.skeleton;

/** The feature that a stream is trained on: four for a GCN, and two of heat maps for PoseC3D. */
public enum Feature implements Keyed {
    /** The positions of the joints. */
    JOINT("joint"),
    /** The bones, each the position of a joint minus that of its origin. */
    BONE("bone"),
    /** The difference of the joints to the next frame. */
    JOINT_MOTION("joint-motion"),
    /** The difference of the bones to the next frame. */
    BONE_MOTION("bone-motion"),
    /** One heat map for each joint. */
    KEYPOINT("keypoint"),
    /** One heat map for each limb. */
    LIMB("limb");

    private final String key;

    Feature(String key) {
        this.key = key;
    }

    /** Returns the name used in settings and tables, for example {@code joint-motion}. */
    @Override
    public String key() {
        return key;
    }

    /** Returns whether the feature is drawn as heat maps, for a 3D CNN; all others are for GCNs. */
    public boolean isHeatmap() {
        return this == KEYPOINT || this == LIMB;
    }
}

package io.skelspark.skeleton;

/** The feature that a stream is trained on: four for a GCN, and two of heat maps for PoseC3D. */
public enum Feature implements Keyed {
    JOINT("joint"),
    BONE("bone"),
    JOINT_MOTION("joint-motion"),
    BONE_MOTION("bone-motion"),
    KEYPOINT("keypoint"),
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

package io.skelspark.skeleton;

/** The feature that a stream is trained on: four for a GCN, and two of heat maps for PoseC3D. */
public enum Feature {
    JOINT("joint", "j"),
    BONE("bone", "b"),
    JOINT_MOTION("joint-motion", "jm"),
    BONE_MOTION("bone-motion", "bm"),
    KEYPOINT("keypoint", "keypoint"),
    LIMB("limb", "limb");

    private final String title;
    private final String abbreviation;

    Feature(String title, String abbreviation) {
        this.title = title;
        this.abbreviation = abbreviation;
    }

    /** Returns the name used in settings and tables, for example {@code joint-motion}. */
    public String title() {
        return title;
    }

    /** Returns whether the feature is drawn as heat maps, for a 3D CNN; all others are for GCNs. */
    public boolean isHeatmap() {
        return this == KEYPOINT || this == LIMB;
    }

    /** Returns the name used in the reference's pipelines: j, b, jm or bm; keypoint or limb for heat maps. */
    public String abbreviation() {
        return abbreviation;
    }

    /**
     * Returns the feature with a title or an abbreviation.
     *
     * @throws IllegalArgumentException if there is none, naming all
     */
    public static Feature of(String name) {
        for (Feature feature : values()) {
            if (feature.title.equals(name) || feature.abbreviation.equals(name)) {
                return feature;
            }
        }
        throw new IllegalArgumentException(
                "feature '" + name + "', expected one of joint, bone, joint-motion, bone-motion, keypoint, limb");
    }
}

package io.skelspark.skeleton;

/** The streams of a network: four of a GCN, under the reference's abbreviations, and two of heat maps. */
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

    /** The name used in settings and tables, for example {@code joint-motion}. */
    public String title() {
        return title;
    }

    /** Whether a network of heat maps takes it, not one of graphs. */
    public boolean isHeatmap() {
        return this == KEYPOINT || this == LIMB;
    }

    /** The name used in the reference's pipelines: j, b, jm or bm; keypoint or limb for heat maps. */
    public String abbreviation() {
        return abbreviation;
    }

    /**
     * The feature of a title or an abbreviation.
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

package io.skelspark.skeleton;

/** The four streams of a GCN, under the reference's abbreviations. */
public enum Feature {
    JOINT("joint", "j"),
    BONE("bone", "b"),
    JOINT_MOTION("joint-motion", "jm"),
    BONE_MOTION("bone-motion", "bm");

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

    /** The name used in the reference's pipelines: j, b, jm or bm. */
    public String abbreviation() {
        return abbreviation;
    }

    /**
     * The feature of a title or an abbreviation.
     *
     * @throws IllegalArgumentException if there is none, naming the four
     */
    public static Feature of(String name) {
        for (Feature feature : values()) {
            if (feature.title.equals(name) || feature.abbreviation.equals(name)) {
                return feature;
            }
        }
        throw new IllegalArgumentException(
                "feature '" + name + "', expected one of joint, bone, joint-motion, bone-motion");
    }
}

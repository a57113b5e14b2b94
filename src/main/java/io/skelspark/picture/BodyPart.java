package io.skelspark.picture;

import java.awt.geom.Point2D;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The places of the parts of a body that stands before the viewer, by the names that layouts have for them. */
final class BodyPart {
    /** Part, distance to the person's left, distance downwards from the hips; a leg has a length of three. */
    private static final String TABLE =
            """
            head top 0 -3.75; head 0 -3.45; face 0 -3.05; nose 0 -3.0; snout 0 -3.0; head bottom 0 -2.45;
            eye inner 0.14 -3.2; eye 0.26 -3.24; eye outer 0.38 -3.2; ear 0.55 -3.05; mouth 0.16 -2.8;
            upper neck 0 -2.5; neck 0 -2.3; spine at shoulders 0 -1.95; shoulder centre 0 -1.95; thorax 0 -1.95;
            clavicle 0.3 -1.98; collar 0.3 -1.98; shoulder 0.85 -1.9; elbow 1.5 -1.25; wrist 2.05 -0.7;
            hand root 2.22 -0.53; hand 2.3 -0.45; hand tip 2.6 -0.15; tip hand 2.6 -0.15; thumb 2.1 -0.2;
            index finger 2.62 -0.4; little finger 2.35 -0.12; front paw 2.05 -0.7;
            chest 0 -1.3; spine chest 0 -1.3; spine4 0 -1.6; spine3 0 -1.25; spine2 0 -0.9; spine1 0 -0.5;
            middle spine 0 -0.95; spine 0 -0.55; spine navel 0 -0.65; belly 0 -0.5;
            base spine 0 0; pelvis 0 0; root 0 0; mid hip 0 0; hip centre 0 0; tail base 0 0; root tail 0 0;
            hip 0.42 0.12; knee 0.52 1.5; ankle 0.6 2.85; back paw 0.6 2.85;
            heel 0.5 3.2; foot 0.85 3.2; foot index 0.9 3.25; big toe 0.9 3.3; small toe 1.1 3.1; toe 1.05 3.4
            """;

    private static final Map<String, Point2D> PLACES = places();

    private BodyPart() {}

    /** Returns the place of a part of the person's left side, or nothing if the name is none of those known. */
    static Optional<Point2D> left(String part) {
        return Optional.ofNullable(PLACES.get(words(part)));
    }

    /** Returns the place of a part in the middle, or nothing if the name is none of those known. */
    static Optional<Point2D> middle(String part) {
        return Stream.of("mid " + words(part), words(part))
                .map(PLACES::get)
                .filter(place -> place != null && place.getX() == 0)
                .findFirst();
    }

    private static String words(String part) {
        return part.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .replace(" of ", " ")
                .strip();
    }

    private static Map<String, Point2D> places() {
        Map<String, Point2D> places = new HashMap<>();
        for (String entry : TABLE.strip().split(";\\s*", -1)) {
            String[] words = entry.strip().split("\\s+(?=\\S+\\s+\\S+$)|\\s+(?=\\S+$)", -1);
            places.put(words[0], new Point2D.Double(Double.parseDouble(words[1]), Double.parseDouble(words[2])));
        }
        return places;
    }
}

package io.skelspark.picture;

import java.awt.Color;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A check that this machine has fonts. */
public final class Fonts {
    private static final Logger LOG = LoggerFactory.getLogger(Fonts.class);

    private Fonts() {}

    /** Returns the problem and its fix if no text can be drawn. Java has no fonts of its own. */
    public static Optional<String> problem() {
        try (Canvas canvas = Canvas.of(1, 1, Color.WHITE)) {
            canvas.pen().getFontMetrics().stringWidth("text");
            return Optional.empty();
        } catch (RuntimeException | LinkageError | InternalError missing) {
            LOG.debug("no fonts", missing);
            return Optional.of("no pictures: this machine has no font that Java finds (" + missing
                    + "); install some, for example: apt-get install fontconfig fonts-dejavu-core");
        }
    }
}

package io.skelspark.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A picture, encoded as the bytes of a file.
 *
 * @param file name of the file, with its ending
 * @param mediaType image/png or image/gif
 * @param bytes content of the file
 */
public record Picture(String file, String mediaType, byte[] bytes) {
    /**
     * Encodes a still picture.
     *
     * @param name of the file, without ending
     */
    public static Picture png(String name, BufferedImage image) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return new Picture(name + ".png", "image/png", bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Encodes an animation that starts over at its end.
     *
     * @param name of the file, without ending
     */
    public static Picture gif(String name, List<BufferedImage> frames, int framesPerSecond) {
        return new Picture(name + ".gif", "image/gif", AnimatedGif.encode(frames, framesPerSecond));
    }

    /** Returns the bytes as a data URI, which a page can hold in place of a file's address. */
    public String dataUri() {
        return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }
}

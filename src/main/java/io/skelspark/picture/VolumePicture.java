package io.skelspark.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures of a heat-map volume: each channel, a joint or a limb, in its own colour on black. Where channels overlap, the
 * larger value of each of red, green and blue is shown.
 */
public final class VolumePicture {
    /** The size of a picture, large enough to see a joint of a volume of 56 or 64 pixels. */
    private static final int WIDTH = 224;

    private final List<String> channels;
    private final float[] values;
    private final int frames;
    private final int height;
    private final int width;
    private final List<Color> colors;

    /**
     * Creates the pictures of a volume.
     *
     * @param channels names of the joints or limbs
     * @param values heat from 0 to 1, row-major
     * @shape (channels, frames, height, width)
     * @throws IllegalArgumentException if the number of values does not fit the shape
     */
    public VolumePicture(List<String> channels, float[] values, int frames, int height, int width) {
        if (values.length != (long) channels.size() * frames * height * width) {
            throw new IllegalArgumentException("a volume of " + values.length + " values, expected those of ("
                    + channels.size() + ", " + frames + ", " + height + ", " + width + ")");
        }
        this.channels = List.copyOf(channels);
        this.values = values;
        this.frames = frames;
        this.height = height;
        this.width = width;
        colors = Palette.wheel(channels.size());
    }

    /**
     * Draws the volume over time as an animation.
     *
     * @param name of the file, without ending
     */
    public Picture animation(String name, int framesPerSecond) {
        List<BufferedImage> images =
                IntStream.range(0, frames).mapToObj(this::image).toList();
        return Picture.gif(name, images, framesPerSecond);
    }

    /**
     * Draws at most {@code shown} frames, evenly spaced over time, on one sheet.
     *
     * @param name of the file, without ending
     */
    public Picture sheet(String name, String title, int shown) {
        ContactSheet sheet = new ContactSheet(title, channels, colors);
        for (int frame : ContactSheet.spread(frames, shown)) {
            sheet.add("frame " + frame, image(frame));
        }
        return Picture.png(name, sheet.image());
    }

    /**
     * Draws one frame, each value as a square of pixels.
     *
     * @param frame from 0
     */
    BufferedImage image(int frame) {
        int pixels = Math.max(1, WIDTH / width);
        BufferedImage image = new BufferedImage(width * pixels, height * pixels, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < image.getHeight(); row++) {
            for (int column = 0; column < image.getWidth(); column++) {
                image.setRGB(column, row, light(frame, row / pixels, column / pixels));
            }
        }
        return image;
    }

    private int light(int frame, int row, int column) {
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int channel = 0; channel < channels.size(); channel++) {
            float heat = values[((channel * frames + frame) * height + row) * width + column];
            Color color = colors.get(channel);
            red = Math.max(red, heat * color.getRed());
            green = Math.max(green, heat * color.getGreen());
            blue = Math.max(blue, heat * color.getBlue());
        }
        return Math.round(Math.min(red, 255)) << 16
                | Math.round(Math.min(green, 255)) << 8
                | Math.round(Math.min(blue, 255));
    }
}

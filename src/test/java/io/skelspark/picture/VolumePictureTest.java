package io.skelspark.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumePictureTest {
    /** Two channels, two frames of 3 x 4: the first channel has heat at row 0, column 3 of the second frame. */
    private static VolumePicture volume() {
        float[] values = new float[2 * 2 * 3 * 4];
        values[(1 * 3 + 0) * 4 + 3] = 1;
        values[((2 + 1) * 3 + 2) * 4 + 0] = 0.5f;
        return new VolumePicture(List.of("nose", "hand"), values, 2, 3, 4);
    }

    @Test
    void paintsTheHeatOfEachChannelInItsColour() {
        BufferedImage image = volume().image(1);
        int pixels = image.getWidth() / 4;

        assertThat(image.getHeight()).isEqualTo(3 * pixels);
        assertThat(new Color(image.getRGB(3 * pixels + 1, 1)))
                .isEqualTo(Palette.wheel(2).get(0));
        Color half = new Color(image.getRGB(1, 2 * pixels + 1));
        assertThat(Math.abs(half.getBlue() - Palette.wheel(2).get(1).getBlue() / 2.0))
                .isLessThan(1);
        assertThat(new Color(image.getRGB(1, 1))).isEqualTo(Color.BLACK);
        assertThat(new Color(volume().image(0).getRGB(3 * pixels + 1, 1))).isEqualTo(Color.BLACK);
    }

    @Test
    void givesChannelsDifferentColours() {
        assertThat(Palette.wheel(32)).doesNotHaveDuplicates();
    }

    @Test
    void refusesAnotherNumberOfValues() {
        assertThatThrownBy(() -> new VolumePicture(List.of("nose"), new float[3], 1, 2, 2))
                .hasMessageContaining("3 values, expected those of (1, 1, 2, 2)");
    }
}

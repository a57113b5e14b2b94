package io.skelspark.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.Layout.Sides;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;

/** Pictures of a head above two hands above feet. */
class SkeletonPictureTest {
    private static final Layout LAYOUT = new Layout(
            "cross",
            List.of("head", "left hand", "right hand", "feet"),
            0,
            List.of(),
            List.of(),
            new Sides(List.of(1), List.of(2)),
            List.of(new Pair(0, 3), new Pair(0, 1), new Pair(0, 2)),
            new Sides(List.of(1), List.of(2)));
    private static final int HEAD = 0;
    private static final int LEFT = 1;
    private static final int RIGHT = 2;
    private static final int FEET = 3;

    private static PoseSample sample(int frames, int dimensions, double... frame) {
        double[] values = new double[frames * frame.length];
        for (int start = 0; start < values.length; start += frame.length) {
            System.arraycopy(frame, 0, values, start, frame.length);
        }
        return new PoseSample(
                "clip", 0, frames, null, new Tensor(DType.FLOAT32, new int[] {1, frames, 4, dimensions}, values), null);
    }

    private static Color at(SkeletonPicture picture, int joint) {
        BufferedImage image = picture.image(0);
        return new Color(image.getRGB((int) Math.round(picture.left(joint)), (int) Math.round(picture.top(joint))));
    }

    @Test
    void pixelsGrowDownwards() {
        SkeletonPicture picture =
                new SkeletonPicture(LAYOUT, Perspective.of(2), sample(1, 2, 50, 10, 70, 40, 30, 40, 50, 110));

        assertThat(picture.top(HEAD)).isLessThan(picture.top(LEFT)).isLessThan(picture.top(FEET));
        assertThat(picture.left(RIGHT)).isLessThan(picture.left(LEFT));
        assertThat(at(picture, HEAD)).isEqualTo(Palette.CENTRE);
        assertThat(at(picture, LEFT)).isEqualTo(Palette.LEFT);
        assertThat(at(picture, RIGHT)).isEqualTo(Palette.RIGHT);
        assertThat(new Color(picture.image(0).getRGB(2, 2))).isEqualTo(Color.WHITE);
    }

    @Test
    void metresOfAKinectGrowUpwards() {
        PoseSample upright = sample(1, 3, 0, 0.7, 3, -0.5, 0.2, 3, 0.5, 0.2, 3, 0, -0.9, 3);

        SkeletonPicture picture = new SkeletonPicture(LAYOUT, Perspective.of(3), upright);

        assertThat(picture.top(HEAD)).isLessThan(picture.top(FEET));
        assertThat(at(picture, FEET)).isEqualTo(Palette.CENTRE);
    }

    @Test
    void zCanPointUpwards() {
        PoseSample normalised = sample(1, 3, 0, 0.1, 0.7, -0.5, 0, 0.2, 0.5, 0, 0.2, 0, 0.2, -0.9);

        assertThat(new SkeletonPicture(LAYOUT, Perspective.Z_UP, normalised).top(HEAD))
                .isLessThan(new SkeletonPicture(LAYOUT, Perspective.Z_UP, normalised).top(FEET));
        assertThatThrownBy(() -> new SkeletonPicture(LAYOUT, Perspective.Z_UP, sample(1, 2, 1, 1, 1, 1, 1, 1, 1, 1)))
                .hasMessageContaining("joints of 2 dimensions cannot be seen with Z_UP");
    }

    @Test
    void leavesOutJointsAtZeroAndTheirLimbs() {
        SkeletonPicture whole =
                new SkeletonPicture(LAYOUT, Perspective.IMAGE, sample(1, 2, 50, 10, 70, 40, 30, 40, 50, 110));
        SkeletonPicture armless =
                new SkeletonPicture(LAYOUT, Perspective.IMAGE, sample(1, 2, 50, 10, 0, 0, 30, 40, 50, 110));

        assertThat(count(whole.image(0), Palette.LEFT)).isGreaterThan(20);
        assertThat(count(armless.image(0), Palette.LEFT)).isZero();
        assertThat(count(armless.image(0), Palette.RIGHT)).isGreaterThan(20);
        assertThatThrownBy(() -> new SkeletonPicture(LAYOUT, Perspective.IMAGE, sample(1, 2, new double[8])))
                .hasMessageContaining("clip 'clip' has no joint");
    }

    private static long count(BufferedImage image, Color color) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return java.util.Arrays.stream(pixels)
                .filter(pixel -> pixel == color.getRGB())
                .count();
    }

    @Test
    void theAnimationShowsEveryFrameAndTheSheetSome() throws IOException {
        SkeletonPicture picture =
                new SkeletonPicture(LAYOUT, Perspective.IMAGE, sample(20, 2, 50, 10, 70, 40, 30, 40, 50, 110));
        BufferedImage frame = picture.image(0);

        Picture animation = picture.animation("moves", 10);
        BufferedImage sheet = ImageIO.read(
                new ByteArrayInputStream(picture.sheet("sheet", "a clip", 12).bytes()));

        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(animation.bytes()))) {
            reader.setInput(stream);
            assertThat(animation.file()).isEqualTo("moves.gif");
            assertThat(reader.getNumImages(true)).isEqualTo(20);
            assertThat(reader.read(7).getWidth()).isEqualTo(frame.getWidth());
        }
        assertThat(sheet.getWidth()).isBetween(6 * frame.getWidth(), 6 * frame.getWidth() + 80);
        assertThat(sheet.getHeight()).isBetween(2 * frame.getHeight(), 2 * frame.getHeight() + 140);
        assertThat(ContactSheet.spread(20, 3)).containsExactly(0, 10, 19);
        assertThat(ContactSheet.spread(2, 12)).containsExactly(0, 1);
    }
}

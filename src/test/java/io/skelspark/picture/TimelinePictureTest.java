package io.skelspark.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.evaluate.ScoredWindow;
import io.skelspark.evaluate.Segment;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.Layout.Sides;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;

class TimelinePictureTest {
    private static final List<String> CLASSES = List.of("wave", "sit", "jump");
    /** A picture of so many frames has one column of pixels for each, from this position on. */
    private static final int FRAMES = 684;

    private static final int LEFT = 56;
    /** A row through the bar of the first person, below the names. */
    private static final int BAR = 10 + 18 + 21;

    private static final ScoreCurves CURVES = new ScoreCurves(new TimeAxis(1000, 0, 100), 0, 10);

    private static ScoredWindow window(int start, int end, float... probabilities) {
        return new ScoredWindow(start, end, probabilities);
    }

    private static Color at(BufferedImage image, int x, int y) {
        return new Color(image.getRGB(x, y));
    }

    /** Returns the points of a path, each after M for a move or L for a line. */
    private static List<String> points(Path2D path) {
        List<String> points = new ArrayList<>();
        double[] point = new double[6];
        for (PathIterator step = path.getPathIterator(null); !step.isDone(); step.next()) {
            String kind = step.currentSegment(point) == PathIterator.SEG_MOVETO ? "M" : "L";
            points.add(kind + point[0] + "," + point[1]);
        }
        return points;
    }

    @Test
    void aSegmentIsDrawnFromItsFirstToItsLastFrame() throws IOException {
        List<Segment> segments = List.of(new Segment(1, 100, 299, 1), new Segment(0, 400, 449, 1));
        PersonTimeline person = new PersonTimeline(0, List.of(window(0, 683, 0, 1, 0)), segments);

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(
                TimelinePicture.of("t", List.of(person), FRAMES, CLASSES).bytes()));

        Color ground = at(image, LEFT + 50, BAR);
        assertThat(at(image, LEFT + 99, BAR)).isEqualTo(ground);
        assertThat(at(image, LEFT + 100, BAR)).isEqualTo(Palette.kind(0));
        assertThat(at(image, LEFT + 298, BAR)).isEqualTo(Palette.kind(0));
        assertThat(at(image, LEFT + 300, BAR)).isEqualTo(ground);
        assertThat(at(image, LEFT + 400, BAR)).isEqualTo(Palette.kind(1));
        assertThat(at(image, LEFT + 450, BAR)).isEqualTo(ground);
    }

    /** The most frames of segments come first, then the largest probability. */
    @Test
    void classesAreRankedByWhatIsSeenOfThem() {
        PersonTimeline one = new PersonTimeline(0, List.of(window(0, 9, 0.4f, 0.5f, 0.1f)), List.of());
        PersonTimeline two = new PersonTimeline(1, List.of(), List.of(new Segment(2, 0, 4, 1)));

        assertThat(ClassColors.ranked(List.of(one, two), 3)).containsExactly(2, 1, 0);
    }

    @Test
    void aCurveIsBrokenWhereThePersonWasAway() {
        List<ScoredWindow> windows = List.of(window(0, 99, 1), window(100, 199, 0.5f), window(300, 399, 0));

        assertThat(points(CURVES.path(windows, 0)))
                .containsExactly(
                        "M0.0,0.0", "L5.0,0.0", "L15.0,5.0", "L20.0,5.0", "M30.0,10.0", "L35.0,10.0", "L40.0,10.0");
    }

    @Test
    void windowsOfOneColumnShowTheirSmallestAndLargestProbability() {
        List<ScoredWindow> windows = new ArrayList<>();
        for (int start = 0; start < 1000; start++) {
            windows.add(window(start, start, start == 555 ? 1 : start == 777 ? 0 : 0.5f));
        }

        List<String> points = points(CURVES.path(windows, 0));

        assertThat(points).hasSizeLessThan(110).contains("L55.05,0.0", "L77.05,10.0");
    }

    @Test
    void marksStandAtOneTwoOrFiveTimesAPowerOfTen() {
        assertThat(new TimeAxis(684, 0, 684).step()).isEqualTo(100);
        assertThat(new TimeAxis(30, 0, 684).step()).isEqualTo(5);
        assertThat(new TimeAxis(10, 0, 684).step()).isEqualTo(2);
        assertThat(new TimeAxis(1, 0, 684).step()).isEqualTo(1);
        assertThat(new TimeAxis(100_000, 0, 684).step()).isEqualTo(20_000);
        assertThat(new TimeAxis(Integer.MAX_VALUE, 0, 684).step()).isEqualTo(500_000_000);
    }

    /** Of 101 frames 0, 50 and 100 are drawn; a segment holds the middle one alone. */
    @Test
    void eachDrawnFrameShowsWhatThePersonDoesThen() throws IOException {
        Layout layout = new Layout(
                "stick",
                List.of("head", "feet"),
                0,
                List.of(),
                List.of(),
                Sides.NONE,
                List.of(new Pair(0, 1)),
                Sides.NONE);
        double[] values = new double[101 * 4];
        Arrays.setAll(values, i -> 1 + i % 4);
        Tensor joints = new Tensor(DType.FLOAT32, new int[] {1, 101, 2, 2}, values);
        PoseSample sample = new PoseSample("clip", 0, 101, null, joints, null);
        PersonTimeline person = new PersonTimeline(0, List.of(), List.of(new Segment(1, 45, 55, 1)));

        RecordingPicture picture = RecordingPicture.of(layout, Perspective.IMAGE, sample, 3, List.of(person), CLASSES)
                .orElseThrow();
        List<BufferedImage> images = frames(picture.animation("a", 10));

        assertThat(images).hasSize(3);
        int square = images.get(0).getHeight() - 11;
        assertThat(images.stream().map(image -> at(image, 8, square)))
                .containsExactly(Palette.FAINT, Palette.kind(0), Palette.FAINT);
    }

    @Test
    void aRecordingOfMissingJointsHasNoPicture() {
        Tensor joints = new Tensor(DType.FLOAT32, new int[] {1, 2, 1, 2}, new double[] {1, 2, 3, 4});
        Tensor score = new Tensor(DType.FLOAT32, new int[] {1, 2, 1}, new double[2]);
        Layout layout = new Layout("dot", List.of("head"), 0, List.of(), List.of(), Sides.NONE, List.of(), Sides.NONE);
        PoseSample sample = new PoseSample("clip", 0, 2, null, joints, score);

        assertThat(RecordingPicture.of(layout, Perspective.IMAGE, sample, 3, List.of(), CLASSES))
                .isEqualTo(Optional.empty());
    }

    private static List<BufferedImage> frames(Picture gif) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(gif.bytes()))) {
            reader.setInput(stream);
            List<BufferedImage> images = new ArrayList<>();
            for (int frame = 0; frame < reader.getNumImages(true); frame++) {
                images.add(reader.read(frame));
            }
            return images;
        } finally {
            reader.dispose();
        }
    }
}

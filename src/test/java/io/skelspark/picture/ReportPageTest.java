package io.skelspark.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.evaluate.ConfusionMatrix;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    @Test
    void holdsItsPicturesAndEscapesItsTexts() throws IOException {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);

        String html = new ReportPage("a < b")
                .facts(List.of(Map.entry("code", "\"x\" & y")))
                .picture(Picture.png("p", image), "a picture")
                .html();

        assertThat(html).contains("<h1>a &lt; b</h1>", "&quot;x&quot; &amp; y");
        String data = html.replaceAll("(?s).*base64,([^\"]*)\".*", "$1");
        BufferedImage read =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
        assertThat(read.getWidth()).isEqualTo(3);
    }

    @Test
    void showsControlCharactersAndRunsNothing() {
        String html = new ReportPage("x\u001b\u202e\u0000</title><script>alert(1)</script>")
                .folded("a\u0007", "one\n\ttwo\u0008")
                .html();

        assertThat(html)
                .contains("<h1>x\\u001b\\u202e\\u0000&lt;/title&gt;&lt;script&gt;", "<pre>one\n\ttwo\\u0008</pre>")
                .contains("default-src 'none'")
                .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f]");
    }

    @Test
    void confusionsOfManyClassesHaveAReadableSize() throws IOException {
        for (int size : new int[] {3, 60, 400}) {
            long[][] counts = new long[size][size];
            IntStream.range(0, size).forEach(row -> counts[row][row] = row % 5 + 1L);
            ConfusionMatrix confusion =
                    new ConfusionMatrix(IntStream.range(0, size).toArray(), counts);
            List<String> names = IntStream.range(0, size)
                    .mapToObj(index -> "a class of number " + index)
                    .toList();

            BufferedImage matrix = read(ClassPictures.confusion("c", "confusion", confusion, names));
            BufferedImage bars = read(ClassPictures.accuracies("a", "accuracy", confusion, names));

            assertThat(matrix.getWidth()).isBetween(400, 1500);
            assertThat(matrix.getHeight()).isLessThan(1500);
            assertThat(bars.getHeight()).isLessThan(1200);
            assertThat(dark(matrix)).as("the diagonal is seen").isGreaterThan(200);
        }
    }

    @Test
    void numbersAreNotBrokenAndCellsAreOneLine() {
        String html = new ReportPage("t")
                .table(List.of(List.of("stream", "top-1"), List.of("two\nlines", "74.08"), List.of("a", "-17.08")))
                .html();

        assertThat(html)
                .contains("<tr><td>two\\nlines</td><td class=\"number\">74.08</td></tr>")
                .contains("<td class=\"number\">-17.08</td>", "<th scope=\"col\">top-1</th>");
    }

    /** A name of 300 letters made a picture of 4,000 pixels; two that differ in their ends only were drawn as one bar. */
    @Test
    void longNamesAreCutAndKeepTheirBars() throws IOException {
        ConfusionMatrix confusion = new ConfusionMatrix(new int[] {0, 1}, new long[][] {{4, 0}, {0, 4}});
        List<String> names = List.of("x".repeat(300) + "\u001b[1m", "x".repeat(301));

        BufferedImage matrix = read(ClassPictures.confusion("c", "confusion", confusion, names));
        BufferedImage bars = read(ClassPictures.accuracies("a", "accuracy", confusion, names));
        BufferedImage expected = read(ClassPictures.accuracies("a", "accuracy", confusion, List.of("y", "z")));

        assertThat(matrix.getWidth()).isLessThan(900);
        assertThat(rows(bars)).isEqualTo(rows(expected)).isPositive();
    }

    /** Returns the number of rows in which a bar is drawn. */
    private static long rows(BufferedImage image) {
        return IntStream.range(0, image.getHeight())
                .filter(row -> IntStream.range(0, image.getWidth())
                        .anyMatch(column -> image.getRGB(column, row) == Palette.LEFT.getRGB()))
                .count();
    }

    private static long dark(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .map(pixel -> image.getRGB(pixel % image.getWidth(), pixel / image.getWidth()))
                .filter(color -> color == 0xff08306b)
                .count();
    }

    private static BufferedImage read(Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
    }
}

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

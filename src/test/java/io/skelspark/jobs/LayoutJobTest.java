package io.skelspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.config.LayoutConfig;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs {@code layouts} and {@code layout}. */
class LayoutJobTest {
    private record Result(int code, String out, String err) {}

    private static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Skelspark.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    @Test
    void listsEveryLayout() {
        Result result = run("layouts");
        assertThat(result.code()).isZero();
        assertThat(result.out().lines().map(line -> line.replaceFirst(" .*", "")))
                .startsWith("name")
                .containsAll(LayoutConfig.names());
        assertThat(result.out()).containsPattern("(?m)^body25 +Skelspark +1 neck +25 +11$");
    }

    @Test
    void listsLayoutsOfTheWorkingFolderAndNamesDamagedOnes() throws IOException {
        Path good = Path.of("conf/layout/layout-job-test.conf");
        Path bad = Path.of("conf/layout/layout-job-test-bad.conf");
        try {
            Files.writeString(good, "name = mine, joints = [a, b], center = 0, inward = [[1, 0]]");
            Files.writeString(bad, "name = mine");
            Result result = run("layouts");
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.out()).containsPattern("(?m)^mine +conf/layout/layout-job-test.conf +0 a +2 +0$");
            assertThat(result.err()).contains("layout-job-test-bad.conf").contains("key 'joints' is missing");
        } finally {
            Files.deleteIfExists(good);
            Files.deleteIfExists(bad);
        }
    }

    @Test
    void printsALayoutAsAFileThatCanBeRead(@TempDir Path folder) throws IOException {
        Path copy = folder.resolve("copy.conf");
        Files.writeString(copy, run("layout", "halpe26").out());
        assertThat(LayoutConfig.load(copy.toString())).isEqualTo(LayoutConfig.load("halpe26"));
        assertThat(run("layout", copy.toString()).out()).isEqualTo(Files.readString(copy));
    }

    @Test
    void drawsALayout(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("coco.png");
        Result result = run("layout", "coco", "--to", file.toString());
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("wrote " + file);
        assertThat(result.out()).startsWith("name = coco\n");
        BufferedImage image = ImageIO.read(file.toFile());
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        assertThat(IntStream.of(pixels).boxed())
                .contains(new Color(0x1f77b4).getRGB(), new Color(0xd95f02).getRGB(), new Color(0x444444).getRGB());

        assertThat(run("layout", "coco", "--to", file.toString()))
                .returns(2, Result::code)
                .extracting(Result::err)
                .asString()
                .contains("--overwrite");
        assertThat(run("layout", "coco", "--to", file.toString(), "--overwrite").code())
                .isZero();
    }

    @Test
    void refusesWhatItCannotRead() {
        assertThat(run("layout", "body52"))
                .returns(2, Result::code)
                .returns("", Result::out)
                .extracting(Result::err)
                .asString()
                .startsWith("skelspark layout: layout 'body52' is unknown")
                .endsWith("did you mean body25?\n")
                .hasLineCount(1);
        assertThat(run("layout", "coco", "--to", "coco.jpg").err()).contains("expected a file that ends in .png");
        assertThat(run("layout").code()).isEqualTo(2);
    }
}

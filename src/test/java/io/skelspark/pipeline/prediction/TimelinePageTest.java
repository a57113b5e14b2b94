package io.skelspark.pipeline.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.config.LayoutConfig;
import io.skelspark.evaluate.ScoredWindow;
import io.skelspark.evaluate.SegmentMerger;
import io.skelspark.evaluate.SegmentRules;
import io.skelspark.picture.PersonTimeline;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class TimelinePageTest {
    private static final Layout COCO = LayoutConfig.load("coco");
    private static final Pattern IMAGE = Pattern.compile("src=\"data:image/(png|gif);base64,([^\"]*)\"");

    /** Returns people who stand beside each other and swing their joints. */
    private static PoseSample clip(String id, int people, int frames) {
        double[] values = new double[people * frames * 17 * 2];
        for (int i = 0; i < values.length; i += 2) {
            int joint = i / 2 % 17;
            int frame = i / 34 % frames;
            int person = i / 34 / frames;
            values[i] = 100 + 120 * person + (joint % 2 == 0 ? 20 : -20) + joint * 3 * Math.sin(frame / 7.0);
            values[i + 1] = 50 + 20 * joint;
        }
        return new PoseSample(
                id, -1, frames, null, new Tensor(DType.FLOAT32, new int[] {people, frames, 17, 2}, values), null);
    }

    /** Returns a person who changes between classes by chance. */
    private static PersonTimeline person(int index, int frames, int classes, int stride) {
        Random random = new Random(index);
        List<ScoredWindow> windows = new ArrayList<>();
        int label = 0;
        for (int start = 0; start + 2 * stride <= frames; start += stride) {
            label = random.nextInt(8) == 0 ? random.nextInt(classes) : label;
            float[] probabilities = new float[classes];
            for (int k = 0; k < classes; k++) {
                probabilities[k] = random.nextFloat() * 0.3f / classes;
            }
            probabilities[label] = 0.6f + 0.3f * random.nextFloat();
            windows.add(new ScoredWindow(start, start + 2 * stride - 1, probabilities));
        }
        return new PersonTimeline(index, windows, SegmentMerger.merge(SegmentRules.of(stride), windows));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(k -> "action number " + k).toList();
    }

    private static List<byte[]> images(String html) {
        List<byte[]> images = new ArrayList<>();
        Matcher matcher = IMAGE.matcher(html);
        while (matcher.find()) {
            images.add(Base64.getDecoder().decode(matcher.group(2)));
        }
        return images;
    }

    private static BufferedImage read(byte[] image) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(image));
    }

    private static int frames(byte[] gif) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
        return reader.getNumImages(true);
    }

    @Test
    void showsTheTimelineTheSkeletonsAndTheSegments() throws Exception {
        ScoredWindow first = new ScoredWindow(0, 39, new float[] {1, 0});
        ScoredWindow second = new ScoredWindow(20, 59, new float[] {0, 1});
        List<ScoredWindow> windows = List.of(first, second);
        PersonTimeline person =
                new PersonTimeline(0, windows, SegmentMerger.merge(new SegmentRules(1, 0.5, 1), windows));

        String html = new TimelinePage("Actions", COCO, null, List.of("wave", "sit"))
                .add(clip("walk", 1, 60), List.of(person))
                .html();

        assertThat(html.replaceAll("base64,[^\"]*", ""))
                .contains("<h1>Actions</h1>", "<h2>walk</h2>", "60 frames, 2 windows, 2 segments")
                .contains("<td>person 0</td><td>wave</td><td class=\"number\">0</td><td class=\"number\">29</td>")
                .contains("<td>person 0</td><td>sit</td><td class=\"number\">30</td><td class=\"number\">59</td>")
                .doesNotContain("://");
        List<byte[]> images = images(html);
        assertThat(images).hasSize(3);
        assertThat(frames(images.get(1))).isEqualTo(60);
    }

    @Test
    void namesWithOddCharactersAreShownAndDoNotAct() throws Exception {
        String odd = "<b>&\"'\u202e\n\u001b[1m";
        String html = new TimelinePage(odd, COCO, null, List.of(odd, "x".repeat(500)))
                .add(clip(odd, 2, 30), List.of(person(0, 30, 2, 5), person(1, 30, 2, 5)))
                .html();

        Document page = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
        assertThat(page.getElementsByTagName("b").getLength()).isZero();
        assertThat(page.getElementsByTagName("h2").item(0).getTextContent()).isEqualTo("<b>&\"'\\u202e\\n\\u001b[1m");
        assertThat(read(images(html).get(0)).getWidth()).isEqualTo(760);
    }

    @Test
    void aLongRecordingOfTenPeopleAndSixtyClassesStaysSmall() throws Exception {
        int frames = 100_000;
        List<PersonTimeline> people = IntStream.range(0, 10)
                .mapToObj(index -> person(index, frames, 60, 16))
                .toList();

        String html = new TimelinePage("long", COCO, null, names(60))
                .add(clip("long", 10, frames), people)
                .html();

        List<byte[]> images = images(html);
        assertThat(html.length()).isLessThan(6_000_000);
        assertThat(frames(images.get(1))).isEqualTo(60);
        assertThat(read(images.get(0)).getHeight()).isLessThan(2000);
        assertThat(html.replaceAll("base64,[^\"]*", ""))
                .containsPattern("The table lists the first 100 of [0-9]+ segments");
    }

    @Test
    void aRecordingWithoutJointsHasATimelineOnly() {
        PoseSample empty = new PoseSample(
                "empty",
                -1,
                20,
                null,
                new Tensor(DType.FLOAT32, new int[] {1, 20, 17, 2}, new double[20 * 17 * 2]),
                null);

        String html = new TimelinePage("t", COCO, null, names(3))
                .add(empty, List.of(new PersonTimeline(null, List.of(), List.of())))
                .html();

        assertThat(images(html)).hasSize(1);
        assertThat(html.replaceAll("base64,[^\"]*", ""))
                .contains("No joint is present", "20 frames, 0 windows, 0 segments");
    }
}

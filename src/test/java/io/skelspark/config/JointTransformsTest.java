package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.skelspark.transform.GeneratePoseTarget;
import io.skelspark.transform.PadTo;
import io.skelspark.transform.PreNormalize2D;
import io.skelspark.transform.Transform;
import io.skelspark.transform.UniformSample;
import io.skelspark.transform.UniformSampleDecode;
import io.skelspark.transform.UniformSampleFrames.Sampling;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The settings of transforms in which PYSKL differs from MMAction2. */
class JointTransformsTest {
    private static Transform read(String transform) {
        Settings settings = new Settings(ConfigFactory.parseString("list = [{ " + transform + " }]"));
        List<Transform> transforms =
                Transforms.read(settings, "list", LayoutConfig.load("coco")).transforms();
        settings.rejectUnread();
        return transforms.get(0);
    }

    @Test
    void readsTheSamplersOfPyskl() {
        String views = "clip-len = 100, num-clips = 10, test-mode = true, seed = 255";
        assertThat(read("type = UniformSample, " + views)).isEqualTo(UniformSample.test(100, 10));
        assertThat(read("type = UniformSample, p-interval = [0.5, 0.9], " + views))
                .isEqualTo(new UniformSample(Sampling.TEST, 100, 10, 255, 0.5, 0.9));
        assertThat(read("type = UniformSample, p-interval = 0.75, " + views))
                .isEqualTo(new UniformSample(Sampling.TEST, 100, 10, 255, 0.75, 0.75));
        assertThat(read("type = UniformSampleDecode, clip-len = 8, num-clips = 1, test-mode = false, seed = 255"))
                .isEqualTo(new UniformSampleDecode(UniformSample.train(8)));
        assertThat(read("type = PadTo, length = 300, mode = loop")).isEqualTo(new PadTo(300, PadTo.Filling.LOOP));
        assertThatThrownBy(() -> read("type = UniformSample, p-interval = [0.9, 0.5], " + views))
                .hasMessageContaining("list[0].p-interval")
                .hasMessageContaining("the smaller first");
        assertThatThrownBy(() -> read("type = UniformSample, p-interval = 0, " + views))
                .hasMessageContaining("list[0].p-interval");
    }

    @Test
    void readsWhoseNormalizerItIs() {
        assertThat(read("type = PreNormalize2D, mode = fix")).isEqualTo(PreNormalize2D.fix());
        assertThat(read("type = PreNormalize2D, mode = fix, reference = mmaction2"))
                .isEqualTo(PreNormalize2D.fix());
        assertThat(read("type = PreNormalize2D, mode = auto, smallest-extent = 10, reference = pyskl, threshold = 0.3"))
                .isEqualTo(PreNormalize2D.pyskl(PreNormalize2D.Extent.AUTO, 10, 0.3));
        assertThatThrownBy(() -> read("type = PreNormalize2D, mode = fix, threshold = 0.3"))
                .hasMessageContaining("list[0].threshold");
        assertThatThrownBy(() -> read("type = PreNormalize2D, mode = fix, reference = pyskl"))
                .hasMessageContaining("list[0].threshold");
    }

    @Test
    void readsTheScoreBelowWhichNothingIsDrawn() {
        String maps =
                "type = GeneratePoseTarget, feature = limb, sigma = 0.6, use-score = true, scaling = 1, double = true";
        GeneratePoseTarget target = (GeneratePoseTarget) read(maps);
        assertThat(target.leastScore()).isEqualTo(1e-4);
        assertThat(((GeneratePoseTarget) read(maps + ", least-score = 0.001")).leastScore())
                .isEqualTo(1e-3);
        assertThatThrownBy(() -> read(maps + ", least-score = 0")).hasMessageContaining("list[0].least-score");
    }
}

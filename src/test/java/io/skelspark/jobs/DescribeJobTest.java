package io.skelspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.JobFile;
import io.skelspark.config.RunConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DescribeJobTest {
    @ParameterizedTest
    @CsvSource({
        "stgcn, 60, 2d, 3.09, 3.82",
        "stgcn, 60, 3d, 3.10, 5.71",
        "stgcn, 120, 3d, 3.11, 5.71",
        "stgcnpp, 60, 2d, 1.39, 1.95",
        "stgcnpp, 60, 3d, 1.40, 2.96",
        "2s-agcn, 60, 2d, 3.46, 4.35",
        "2s-agcn, 60, 3d, 3.47, 6.49"
    })
    void printsThePublishedSizeAndCost(String model, int classes, String dimensions, String size, String cost) {
        String file = "conf/%s/%s_8xb16-joint-u100-80e_ntu%d-xsub-keypoint-%s.conf"
                .formatted(model, model, classes, dimensions);

        String printed = describe(file);

        assertThat(printed).contains(size + "M parameters, " + cost + "G multiply-adds");
    }

    @ParameterizedTest
    @CsvSource({
        "r50_8xb16-u48-240e_gym-keypoint, 2.04, 20.60",
        "r50_8xb16-u48-240e_ntu60-xsub-limb, 2.02, 20.60",
        "kinetics400-pretrained-r50_8xb16-u48-120e_ucf101-split1-keypoint, 3.06, 14.62",
        "kinetics400-pretrained-r50_8xb16-u48-120e_hmdb51-split1-keypoint, 3.03, 14.62",
        "r50_8xb32-u48-240e_k400-keypoint, 3.21, 19.09"
    })
    void printsThePublishedSizeAndCostOfPoseC3d(String name, String size, String cost) {
        String printed = describe("conf/posec3d/slowonly_" + name + ".conf");

        assertThat(printed).contains(size + "M parameters, " + cost + "G multiply-adds");
    }

    @ParameterizedTest
    @CsvSource({"c3d, '3,404,892', 3.40, 21.94", "x3d, '254,508', 0.25, 0.74"})
    void printsThePublishedSizeAndCostOfOtherBackbonesOfPoseC3d(
            String network, String parameters, String size, String cost, @TempDir Path folder) throws IOException {
        String printed = describe(JobFile.of(folder, "conf/posec3d/" + network + ".conf"));

        assertThat(printed).contains(size + "M parameters, " + cost + "G multiply-adds");
        assertThat(printed).containsPattern("total +" + parameters + " ");
    }

    @Test
    void printsEveryStage() {
        String printed = describe("jobs/demo.conf", "feature=joint");

        assertThat(printed.lines().limit(10).map(line -> line.replaceFirst(" {2,}.*", "")))
                .containsExactly(
                        "demo: one view (1, 48, 17, 3)",
                        "stage",
                        "backbone.data_bn",
                        "backbone.gcn.0",
                        "backbone.gcn.1",
                        "backbone.gcn.2",
                        "backbone.gcn.3",
                        "backbone.gcn.4",
                        "cls_head",
                        "total");
        int parameters =
                RunConfig.load("jobs/demo.conf", List.of()).network().layout().parameterSize();
        assertThat(printed).containsPattern("total +" + String.format(Locale.ROOT, "%,d", parameters) + " ");
        assertThat(printed).containsPattern("backbone\\.gcn\\.2 +\\(1, 32, 24, 17\\) +\\d+,\\d+ +\\d+,\\d+,\\d+\n");
    }

    private static String describe(String... arguments) {
        StringWriter printed = new StringWriter();
        int code = new CommandLine(new DescribeJob())
                .setOut(new PrintWriter(printed))
                .execute(arguments);
        assertThat(code).isZero();
        return printed.toString();
    }
}

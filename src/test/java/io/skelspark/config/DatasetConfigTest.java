package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.skelspark.source.NtuConverter;
import io.skelspark.source.NtuProtocol;
import io.skelspark.source.NtuSkeleton;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetConfigTest {
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("conf/dataset"))) {
            return files.filter(file -> !file.toString().endsWith("-protocols.conf"))
                    .sorted()
                    .toList();
        }
    }

    private static DatasetConfig load(Path file) {
        Config config = ConfigFactory.parseFile(file.toFile())
                .withFallback(ConfigFactory.parseFile(new File("conf/base/runtime.conf"))
                        .withOnlyPath("dataset"));
        Settings settings = new Settings(config.resolve()).section("dataset");
        DatasetConfig dataset = DatasetConfig.read(settings);
        settings.rejectUnread();
        return dataset;
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsEveryDataSetThatIsShippedWithoutAKeyToSpare(Path file) {
        DatasetConfig dataset = load(file);

        assertThat(dataset.splits().names())
                .contains(dataset.splits().train(), dataset.splits().test());
        assertThat(dataset.classes()).isNotEmpty();
    }

    @Test
    void theRecordedFilesOfNtuAreSplitAsPublished() {
        NtuSkeleton ntu60 = (NtuSkeleton)
                load(Path.of("conf/dataset/ntu60-xsub-3d-raw.conf")).source();
        NtuSkeleton ntu120 = (NtuSkeleton)
                load(Path.of("conf/dataset/ntu120-xsub-3d-raw.conf")).source();
        assertThat(ntu60.actions()).isEqualTo(60);
        assertThat(ntu60.converter()).isEqualTo(NtuConverter.PYSKL);
        assertThat(ntu60.protocols()).extracting(NtuProtocol::name).containsExactlyInAnyOrder("xsub", "xview");
        assertThat(ntu60.protocols())
                .anySatisfy(xsub -> assertThat(xsub.train()).hasSize(20));
        assertThat(ntu120.actions()).isEqualTo(120);
        assertThat(ntu120.protocols()).extracting(NtuProtocol::name).containsExactlyInAnyOrder("xsub", "xset");
        assertThat(ntu120.protocols())
                .anySatisfy(xsub -> assertThat(xsub.train()).hasSize(53));
        assertThat(ntu120.protocols())
                .anySatisfy(xset -> assertThat(xset.train()).hasSize(16));
    }

    @Test
    void refusesJointsInSpaceInALayoutWhoseThirdValueIsAScore() {
        assertThatThrownBy(() -> RunConfig.load("jobs/sample.conf", List.of("dataset.dimensions=3")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("dataset.layout")
                .hasMessageContaining("bones of coco take the third value for a score");
    }
}

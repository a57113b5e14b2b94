package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Sides;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutTextTest {
    static List<String> names() {
        return LayoutConfig.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isReadAsTheSameLayout(String name) {
        Layout layout = LayoutConfig.load(name);
        String text = LayoutText.of(layout);
        assertThat(LayoutConfig.from(ConfigFactory.parseString(text))).isEqualTo(layout);
        assertThat(text.lines()).allMatch(line -> line.length() <= 112);
    }

    @Test
    void quotesWhatHoconWouldReadAsSomethingElse() {
        List<String> joints =
                List.of("null", "a, b", "${x}", "7", "include it", "-1", "gr\u00fcn", "x # y", "\"", "two  gaps");
        Layout layout = new Layout("a+b", joints, 0, List.of(), List.of(), Sides.NONE, List.of(), Sides.NONE);
        assertThat(LayoutConfig.from(
                        ConfigFactory.parseString(LayoutText.of(layout)).resolve()))
                .isEqualTo(layout);
    }
}

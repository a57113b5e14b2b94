package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.skelspark.source.people.Choice;
import io.skelspark.source.people.FrameRate;
import io.skelspark.source.people.Linking;
import io.skelspark.source.people.MissingJoints;
import io.skelspark.source.people.PeopleRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleConfigTest {
    private static final String SOURCE =
            """
            people { link = overlap, reach = 0.7, bridge = 5, choose = motion, min-frames = 6, one-person-clips = false }
            missing { below = 0.3, fill = 8 }
            fps { from = 25, to = 12.5 }
            """;

    private static Settings settings(String... more) {
        return new Settings(ConfigFactory.parseString(SOURCE + String.join("\n", List.of(more)))
                .resolve());
    }

    @Test
    void readsTheRules() {
        Settings settings = settings();
        assertThat(PeopleConfig.read(settings, 2))
                .isEqualTo(new PeopleRules(
                        new Linking(Linking.By.OVERLAP, 0.7, 5),
                        new Choice(Choice.By.MOTION, 2, 6),
                        new MissingJoints(0.3, 8),
                        new FrameRate(25, 12.5)));
        settings.rejectUnread();
    }

    @Test
    void keepsEveryoneIfEachPersonIsAClip() {
        Settings settings = settings("people.one-person-clips = true");
        assertThat(PeopleConfig.onePersonClips(settings)).isTrue();
        assertThat(PeopleConfig.read(settings, 1).choice().keep()).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "people.link = distanse | 'distanse', expected one of auto, track, distance, overlap, none",
                "people.choose = largest | 'largest', expected one of score, box, length, motion, center",
                "people.reach = 0 | 0, expected a number, more than 0, up to 100",
                "people.bridge = -1 | -1, expected an integer, 0 to 1000000000",
                "people.min-frames = 0 | 0, expected an integer, 1 to 1000000000",
                "missing.below = -0.1 | -0.1, expected a number, 0 or more",
                "missing.fill = 1.5 | 1.5, expected an integer, 0 to 1000000000",
                "fps.from = -25 | -25, expected a number, 0 to 1000",
                "fps.to = 1001 | 1001, expected a number, 0 to 1000"
            })
    void refusesAValueByItsKey(String setting, String message) {
        String key = setting.substring(0, setting.indexOf(' '));
        assertThatThrownBy(() -> PeopleConfig.read(settings(setting), 2))
                .isInstanceOf(ConfigError.class)
                .hasMessageStartingWith(key)
                .hasMessageContaining("is " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "people.link",
                "people.reach",
                "people.bridge",
                "people.choose",
                "people.min-frames",
                "people.one-person-clips",
                "missing.below",
                "missing.fill",
                "fps.from",
                "fps.to"
            })
    void asksForEveryKey(String key) {
        Settings settings = new Settings(ConfigFactory.parseString(SOURCE).withoutPath(key));
        assertThatThrownBy(() -> PeopleConfig.read(settings, 2))
                .isInstanceOf(ConfigError.class)
                .hasMessageStartingWith("the setting " + key + " is missing");
    }
}

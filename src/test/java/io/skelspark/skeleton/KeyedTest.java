package io.skelspark.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyedTest {
    private enum Colour implements Keyed {
        RED,
        DARK_RED {
            @Override
            public String key() {
                return "dark-red";
            }
        }
    }

    @Test
    void findsAConstantByItsKeyInAnyCase() {
        assertThat(Keyed.of(Colour.class, "colour", "red")).isEqualTo(Colour.RED);
        assertThat(Keyed.of(Colour.class, "colour", "Dark-Red")).isEqualTo(Colour.DARK_RED);
    }

    @Test
    void namesTheChoicesForAnUnknownKey() {
        assertThatThrownBy(() -> Keyed.of(Colour.class, "the colour", "dark_red"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the colour is 'dark_red', expected one of red, dark-red");
    }
}

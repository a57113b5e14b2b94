package io.skelspark.source.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonStartTest {
    private static JsonStart start(String content) {
        return JsonStart.of(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tellsTheFormOfTheOuterValues() {
        JsonStart json = start("[{\"image\":\"a\",\"people\":[{\"box\":[1]},7]},8]");

        assertThat(json.isList()).isTrue();
        assertThat(json.item().isObject()).isTrue();
        assertThat(json.item().field("image").isText()).isTrue();
        assertThat(json.item().firstField().isText()).isTrue();
        assertThat(json.item().field("people").item().has("box")).isTrue();
        assertThat(json.item().has("box")).isFalse();
    }

    @Test
    void endsWithTheBytes() {
        JsonStart json = start("{\"a\":{\"b\":[1,2],\"c\":[{\"d\":\"tr");

        assertThat(json.field("a").field("b").isList()).isTrue();
        assertThat(json.field("a").field("c").item().has("d")).isTrue();
        assertThat(json.has("e")).isFalse();
    }

    @Test
    void whatFollowsAValueTooDeepToKeepIsKept() {
        assertThat(start("{\"a\":[[[[[1]]]]],\"b\":1}").has("b")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "7", "<?xml", "nose_x,nose_y"})
    void whatIsNoJsonHasNoValues(String content) {
        JsonStart json = start(content);

        assertThat(json.isList() || json.isObject() || json.isText()).isFalse();
        assertThat(json.item().has("a")).isFalse();
    }
}

package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.ConfigFactory;
import io.skelspark.skeleton.JointMap;
import io.skelspark.skeleton.Layout;
import io.skelspark.transform.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of transforms and layouts against the code: every transform is there, with all its keys. */
class TransformsPageTest {
    private static final String PAGE = text("src/site/markdown/transforms.md");
    private static final Layout COCO = LayoutConfig.load("coco");

    /** A row of a table that starts with an entry of a list of transforms. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\{ type = (\\w+).*?\\})` \\| (.*) \\|$");

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> entries() {
        return ROW.matcher(PAGE).results().map(row -> row.group(1)).toList();
    }

    private static Settings settings(String entry) {
        return new Settings(ConfigFactory.parseString("list = [" + entry + "]"));
    }

    private static Stream<String> matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1));
    }

    @Test
    void hasEveryTransformOnce() {
        ConfigError refused = catchThrowableOfType(
                ConfigError.class, () -> Transforms.read(settings("{ type = NoTransform }"), "list", COCO));
        String known = String.valueOf(refused.getMessage()).replaceFirst(".*expected one of ", "");
        assertThat(ROW.matcher(PAGE).results().map(row -> row.group(2)))
                .containsExactlyInAnyOrder(known.split(", ", -1));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void readsAnEntryAndExplainsItsKeys(String entry) {
        Settings settings = settings(entry);
        Pipeline pipeline = Transforms.read(settings, "list", COCO);
        assertThat(pipeline.transforms()).hasSize(1);

        MatchResult row = ROW.matcher(PAGE)
                .results()
                .filter(found -> found.group(1).equals(entry))
                .findFirst()
                .orElseThrow();
        String type = row.group(2);
        assertThat(pipeline.transforms().get(0).getClass().getSimpleName()).isEqualTo(type);
        List<String> keys = settings.expected().keySet().stream()
                .filter(key -> key.startsWith("list[0]."))
                .map(key -> key.substring("list[0].".length()))
                .filter(key -> !key.equals("type") && !key.contains("."))
                .toList();
        String keysOfTheRow = row.group(3).replaceFirst(" \\| .*", "");
        assertThat(matches("`([\\w-]+)`", keysOfTheRow)).containsAll(keys);
        assertThat(row.group(3)).as("number of columns").matches("[^|]* ?\\| [^|]+ \\| [^|]+");
    }

    /** What a reader takes only if it is there. */
    @Test
    void namesOptionalKeys() {
        String readers = Stream.of("Transforms", "JointTransforms", "HeatmapTransforms")
                .map(reader -> text("src/main/java/io/skelspark/config/" + reader + ".java"))
                .reduce("", String::concat);
        List<String> optional = matches("has\\(\"([\\w-]+)\"\\)", readers).toList();
        assertThat(optional).isNotEmpty();
        assertThat(ROW.matcher(PAGE).results().flatMap(row -> matches("`([\\w-]+)`", row.group(3))))
                .containsAll(optional);
    }

    @Test
    void hasEveryLayoutWithItsNumberOfJoints() {
        List<String> rows = matches("(?m)^\\| `([\\w+-]+` \\| \\d+) \\|", PAGE).toList();
        assertThat(rows)
                .containsExactlyElementsOf(LayoutConfig.names().stream()
                        .map(name -> name + "` | " + LayoutConfig.load(name).size())
                        .toList());
    }

    @Test
    void hasEveryMapUnderTheLayoutThatItMakes() {
        for (String name : JointMapConfig.names()) {
            String row = "(?m)^\\| to `%s` \\|.*`%s`.*$"
                    .formatted(Pattern.quote(JointMapConfig.load(name).to().name()), Pattern.quote(name));
            assertThat(PAGE).containsPattern(row);
        }
    }

    @Test
    void hasEveryKeyOfALayout() {
        Layout fly = LayoutConfig.from(ConfigFactory.parseString(block("name = fly")));
        assertThat(matches("(?m)^\\| `([\\w-]+)`(?:, `[\\w-]+`)? \\| .* \\| .* \\|$", section("## Layouts", "###")))
                .containsAll(matches("(?m)^([\\w-]+) = ", LayoutText.of(fly))
                        .filter(key -> !key.startsWith("right-"))
                        .toList());
        assertThat(PAGE).contains("`left-joints`, `right-joints`", "`left-limbs`, `right-limbs`");
        assertThat(fly.jointSides().left()).containsExactly(3, 5);
        assertThat(fly.limbSides().right()).containsExactly(3, 5);
    }

    @Test
    void showsAMapThatIsThere() {
        Settings settings = new Settings(ConfigFactory.parseString(block("map {")));
        JointMap map = JointMapConfig.read(settings, "map");
        settings.rejectUnread();
        assertThat(map).isEqualTo(JointMapConfig.load("coco-openpose"));
        assertThat(section("## Maps", "\n## ")).contains("| `from` |", "| `to` |", "| `joints` |", "| `scale` |");
    }

    /** Returns the block of code that starts with a text. */
    private static String block(String start) {
        int begin = PAGE.indexOf("```\n" + start) + 4;
        return PAGE.substring(begin, PAGE.indexOf("```", begin));
    }

    /** Returns what follows a heading, up to another. */
    private static String section(String heading, String end) {
        int begin = PAGE.indexOf(heading);
        int stop = PAGE.indexOf(end, begin + heading.length());
        return PAGE.substring(begin, stop < 0 ? PAGE.length() : stop);
    }
}

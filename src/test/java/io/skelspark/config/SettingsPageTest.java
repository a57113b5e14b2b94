package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.skelspark.JobFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The page of settings against the files of defaults and the code: each key is there with its default and its comment,
 * and with what its reader expects. {@code -Dsettings.write=true} writes the tables.
 */
class SettingsPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/settings.md");

    /** Jobs that read every key of a file. */
    private static final Map<String, String> JOBS = Map.ofEntries(
            Map.entry("conf/base/runtime.conf", "jobs/stgcn_utd-mhad.conf"),
            Map.entry("conf/base/gcn.conf", "jobs/stgcn_utd-mhad.conf"),
            Map.entry("conf/stgcn/base.conf", "jobs/stgcn_utd-mhad.conf"),
            Map.entry("conf/2s-agcn/base.conf", "jobs/2s-agcn_utd-mhad.conf"),
            Map.entry("conf/ctrgcn/base.conf", "jobs/ctrgcn_nw-ucla.conf"),
            Map.entry("conf/dgstgcn/base.conf", "jobs/dgstgcn_nw-ucla.conf"),
            Map.entry("conf/msg3d/base.conf", "jobs/msg3d_nw-ucla.conf"),
            Map.entry("conf/base/posec3d.conf", "jobs/posec3d_jhmdb.conf"),
            Map.entry("conf/dataset/sample.conf", "jobs/sample.conf"),
            Map.entry("conf/posec3d/base.conf", "jobs/posec3d_jhmdb.conf"),
            Map.entry("conf/base/recordings.conf", "jobs/recordings.conf"));

    /** Networks that no job of {@code jobs/} has. */
    private static final List<String> WITHOUT_JOB = List.of("conf/posec3d/c3d.conf", "conf/posec3d/x3d.conf");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** A key with its comment, as a file has it. */
    private record Row(String key, String value, String meaning) {}

    static List<String> files() {
        return Stream.concat(JOBS.keySet().stream(), WITHOUT_JOB.stream())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void listsEveryKeyOfAFile(String file) throws IOException {
        String mark = "<!-- " + file + " -->\n";
        String table = mark + "\n" + table(file) + "\n";
        String page = Files.readString(PAGE);
        assertThat(page).contains(mark);
        if (Boolean.getBoolean("settings.write")) {
            int start = page.indexOf(mark);
            String rest = page.substring(start + mark.length()).replaceFirst("\\A\n(\\|.*\n)*\n?", "");
            Files.writeString(PAGE, page.substring(0, start) + table + rest);
        } else {
            assertThat(page).contains(table);
        }
    }

    @Test
    void coversTheOtherFilesOfConfBase() throws IOException {
        TreeSet<String> known = new TreeSet<>();
        for (String file : List.of("conf/base/runtime.conf", "conf/base/gcn.conf")) {
            rows(file).forEach(row -> known.add(row.key()));
        }
        Config reduced =
                ConfigFactory.parseFile(Path.of("conf/base/reduced.conf").toFile());
        assertThat(reduced.entrySet()).allMatch(entry -> known.contains(entry.getKey()));
    }

    private String table(String file) throws IOException {
        String job = WITHOUT_JOB.contains(file) ? JobFile.of(folder, file) : Objects.requireNonNull(JOBS.get(file));
        Config config = SettingsFile.resolve(job, List.of());
        Settings settings = new Settings(config);
        RunConfig.read(settings);
        StringBuilder table = new StringBuilder("| key | default | expected | meaning |\n|---|---|---|---|\n");
        for (Row row : rows(file)) {
            table.append("| `%s` | %s | %s | %s |%n"
                    .formatted(row.key(), row.value(), expected(row, settings.expected()), row.meaning()));
        }
        return table.toString();
    }

    /** Names the keys of a section that has some by default. */
    private static String expected(Row row, Map<String, String> expected) {
        String key = row.key();
        String within = expected.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(key + "."))
                .map(entry -> "`" + entry.getKey().substring(key.length() + 1) + "`: " + entry.getValue())
                .collect(Collectors.joining("; "));
        assertThat(expected).as("keys that are read").containsKey(key);
        return row.value().startsWith("`{ ") ? within : Objects.requireNonNull(expected.get(key));
    }

    private static List<Row> rows(String file) throws IOException {
        List<Row> rows = new ArrayList<>();
        add(ConfigFactory.parseFile(Path.of(file).toFile()).root(), "", Path.of(file), rows);
        return rows.stream()
                .sorted((one, other) -> Integer.compare(line(one), line(other)))
                .map(row -> new Row(row.key(), row.value().replaceFirst("^\\d+ ", ""), row.meaning()))
                .toList();
    }

    private static int line(Row row) {
        return Integer.parseInt(row.value().substring(0, row.value().indexOf(' ')));
    }

    /** Adds the commented keys of a section that stand in the file itself, their values after the number of the line. */
    private static void add(ConfigObject section, String path, Path file, List<Row> rows) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (Map.Entry<String, ConfigValue> entry : section.entrySet()) {
            ConfigValue value = entry.getValue();
            String key = path + entry.getKey();
            List<String> comments = value.origin().comments();
            String name = value.origin().filename();
            boolean here =
                    name != null && Path.of(name).toAbsolutePath().normalize().equals(file.toAbsolutePath());
            int line = value.origin().lineNumber();
            boolean spansLines =
                    line > 0 && here && lines.get(line - 1).stripTrailing().matches(".*[\\[{]");
            if (value instanceof ConfigObject inner && (!here || spansLines || comments.isEmpty())) {
                add(inner, key + ".", file, rows);
            } else if (here) {
                assertThat(comments).as("comment of %s in %s", key, file).isNotEmpty();
                String text = lines.get(line - 1).replaceFirst("^\\s*[\\w.-]+\\s*=?\\s*", "");
                rows.add(new Row(
                        key,
                        line + " " + (spansLines ? "the list in the file" : "`" + text + "`"),
                        String.join("", comments).strip().replace("|", "\\|")));
            }
        }
    }
}

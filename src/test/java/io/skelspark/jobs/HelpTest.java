package io.skelspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.config.RunConfig;
import io.skelspark.config.SweepPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code --help} prints: without the libraries of Spark, and with examples that run as they stand. */
class HelpTest {
    private static final String EXAMPLE = "(Example: )?skelspark ";

    /** The help of every job, by its name. Is loaded by {@link WithoutSpark}. */
    public static final class HelpOfAllJobs implements Supplier<Map<String, String>> {
        @Override
        public Map<String, String> get() {
            Map<String, String> help = new TreeMap<>();
            for (String job : Skelspark.commandLine().getSubcommands().keySet()) {
                StringWriter said = new StringWriter();
                int code = Skelspark.commandLine()
                        .setOut(new PrintWriter(said, true))
                        .setErr(new PrintWriter(said, true))
                        .execute(job, "--help");
                help.put(job, code + ": " + said);
            }
            return help;
        }
    }

    /** A class loader as a plain Java with the application's jar alone has it. */
    private static final class WithoutSpark extends ClassLoader {
        private static final List<String> SPARK = List.of("org.apache.", "org.slf4j.", "scala.", "com.fasterxml.");

        WithoutSpark() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            try (InputStream stream = HelpTest.class.getClassLoader().getResourceAsStream(file)) {
                if (stream == null || SPARK.stream().anyMatch(name::startsWith)) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = stream.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void helpOfEveryJobNeedsNoLibraryOfSpark() throws Exception {
        Supplier<Map<String, String>> help = (Supplier<Map<String, String>>) new WithoutSpark()
                .loadClass(HelpOfAllJobs.class.getName())
                .getDeclaredConstructor()
                .newInstance();

        assertThat(help.get())
                .containsOnlyKeys(Skelspark.commandLine().getSubcommands().keySet())
                .allSatisfy((job, text) -> assertThat(text).startsWith("0: Usage: skelspark " + job));
    }

    private static List<String> examples(CommandLine job) {
        return Arrays.stream(job.getCommandSpec().usageMessage().footer())
                .filter(line -> line.matches(" *" + EXAMPLE + ".*"))
                .map(line -> line.replaceFirst(" *" + EXAMPLE, ""))
                .toList();
    }

    private static Stream<String> examples() {
        return Skelspark.commandLine().getSubcommands().values().stream().flatMap(job -> examples(job).stream());
    }

    /** Returns what an option of an example says. */
    private static Stream<String> values(String example, String option) {
        List<String> words = List.of(example.split(" ", -1));
        return words.contains(option) ? Stream.of(words.get(words.indexOf(option) + 1)) : Stream.of();
    }

    @TestFactory
    Stream<DynamicTest> examplesRunAsTheyStand() {
        assertThat(Skelspark.commandLine().getSubcommands().values())
                .allSatisfy(job ->
                        assertThat(examples(job)).as(job.getCommandName()).isNotEmpty());
        Set<String> written =
                examples().flatMap(example -> values(example, "--to")).collect(Collectors.toSet());
        return examples().map(example -> DynamicTest.dynamicTest(example, () -> runs(example, written)));
    }

    /** Parses an example, reads its settings, and looks for its files: they lie here, or another example writes them. */
    private static void runs(String example, Set<String> written) {
        CommandLine.ParseResult parsed = Skelspark.commandLine().parseArgs(example.split(" ", -1));
        CommandSpec job = parsed.subcommand().commandSpec();
        assertThat(example).startsWith(job.name());
        List<String> inputs = values(example, "--from").collect(Collectors.toList());
        parsed.subcommand().matchedPositionals().stream()
                .filter(positional -> positional.paramLabel().equals("DUMP"))
                .forEach(positional -> inputs.addAll(positional.originalStringValues()));
        if (job.mixins().values().stream().anyMatch(mixin -> mixin.userObject() instanceof JobArguments)) {
            JobArguments arguments = job.mixins().values().stream()
                    .map(CommandSpec::userObject)
                    .filter(JobArguments.class::isInstance)
                    .map(JobArguments.class::cast)
                    .findFirst()
                    .orElseThrow();
            if (job.userObject() instanceof SweepJob) {
                assertThat(SweepPlan.load(arguments.config(), arguments.overrides())
                                .trials())
                        .hasSizeGreaterThan(1);
            } else {
                assertThat(RunConfig.load(arguments.config(), arguments.overrides())
                                .name())
                        .isNotEmpty();
            }
            arguments.overrides().stream()
                    .filter(override -> override.startsWith("dataset.source.path="))
                    .forEach(override -> inputs.add(override.substring(override.indexOf('=') + 1)));
        }
        assertThat(inputs).allSatisfy(file -> assertThat(written.contains(file) || Files.exists(Path.of(file)))
                .as("%s exists, or is written by another example", file)
                .isTrue());
    }
}

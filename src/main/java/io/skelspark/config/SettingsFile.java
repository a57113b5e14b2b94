package io.skelspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.File;
import java.util.List;

/** A settings file with the assignments of a command line, which override it. */
final class SettingsFile {
    /** Far above any file of settings. */
    private static final long MAX_BYTES = 16L << 20;

    /** The place of a value that was given as an assignment. */
    static final String COMMAND_LINE = "command line";

    private SettingsFile() {}

    /**
     * Reads a file and resolves its includes and substitutions.
     *
     * @param file a HOCON file on the driver's own disk
     * @param overrides {@code key=value} each
     * @throws ConfigError if the file is missing or is no HOCON, or if it holds a secret
     */
    static Config resolve(String file, List<String> overrides) {
        return resolve(parse(file), overrides);
    }

    /**
     * Reads a file and its includes.
     *
     * @throws ConfigError if the file is missing, is no HOCON, is too large, or nests values too deeply
     */
    static Config parse(String file) {
        if (!new File(file).isFile()) {
            throw new ConfigError("there is no settings file " + new File(file).getAbsolutePath()
                    + "; expected a .conf file, for example jobs/demo.conf");
        }
        requireSize(new File(file));
        // absolute: the library looks for includes beside the file, and a bare name has no folder
        try {
            return ConfigFactory.parseFile(
                    new File(file).getAbsoluteFile(),
                    ConfigParseOptions.defaults().setIncluder(new LocalIncludes()));
        } catch (ConfigException e) {
            String fault = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
            throw new ConfigError(fault.contains("'?'") ? fault + "; fill in what is marked with ?" : fault, e);
        } catch (StackOverflowError e) {
            throw new ConfigError(
                    file + " nests sections, lists or includes more deeply than can be read, expected a few levels", e);
        }
    }

    /** Checks the size of a file before any of it is read. */
    static void requireSize(File file) {
        if (file.length() > MAX_BYTES) {
            throw new ConfigError(file + " holds " + file.length() + " bytes, expected at most " + MAX_BYTES
                    + " in a file of settings");
        }
    }

    /** Applies assignments to a file and resolves the substitutions. */
    static Config resolve(Config parsed, List<String> overrides) {
        try {
            Config assignments = ConfigFactory.empty();
            for (String override : overrides) {
                assignments = assignment(override).withFallback(assignments);
            }
            Config config = assignments.withFallback(parsed);
            Config resolved = config.resolve(ConfigResolveOptions.defaults()
                    .setUseSystemEnvironment(false)
                    .appendResolver(Secrets.environment()));
            Secrets.requireNone(resolved);
            return resolved;
        } catch (ConfigException e) {
            requireParts(parsed, overrides);
            throw new ConfigError(String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
        } catch (StackOverflowError e) {
            throw new ConfigError("a setting nests or refers too deeply to be read, expected a few levels", e);
        }
    }

    /**
     * Checks the settings that others are put together from. If one has another type, the library names only the place
     * where they are put together.
     */
    private static void requireParts(Config parsed, List<String> overrides) {
        Config assignments = ConfigFactory.empty();
        for (String override : overrides) {
            assignments = assignment(override).withFallback(assignments);
        }
        Config whole = assignments.withFallback(parsed);
        for (String key : List.of("dataset", "name", "runs", "feature", "augment", "dataset.normalize")) {
            Config only = whole.withOnlyPath(key)
                    .resolve(ConfigResolveOptions.defaults()
                            .setUseSystemEnvironment(false)
                            .setAllowUnresolved(true));
            if (only.isResolved() && only.hasPathOrNull(key)) {
                Settings settings = new Settings(only);
                if (key.equals("dataset")) {
                    settings.section(key);
                } else if (key.equals("augment") || key.endsWith("normalize")) {
                    settings.sections(key);
                } else {
                    settings.name(key);
                }
            }
        }
    }

    /** A list, an object or a quoted text is read as HOCON. Anything else is taken literally: paths need no quotes. */
    private static Config assignment(String override) {
        int equals = override.indexOf('=');
        if (equals < 1) {
            throw new ConfigError("'" + override + "' on the command line, expected key=value");
        }
        String value = override.substring(equals + 1);
        return value.matches("[\\[{\"].*")
                ? ConfigFactory.parseString(
                        override, ConfigParseOptions.defaults().setOriginDescription(COMMAND_LINE))
                : ConfigFactory.empty()
                        .withValue(
                                override.substring(0, equals).trim(),
                                ConfigValueFactory.fromAnyRef(value, COMMAND_LINE));
    }
}

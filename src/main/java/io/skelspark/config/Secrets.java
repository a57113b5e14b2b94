package io.skelspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks that keep secrets out of the settings. Settings are public: they are saved with every checkpoint and table, and
 * logs name paths. Secrets belong to Spark or to the file system. No message here repeats one.
 */
public final class Secrets {
    /** Spark's pattern, the default of spark.redaction.regex, and a few more names. */
    private static final Pattern NAME =
            Pattern.compile("(?i)secret|password|passwd|token|credential|(access|private|api)[._-]?key"
                    + "|[._-]key(?![a-z])|(?<![a-z])pass(?![a-z])");

    /** A password may contain a slash, so it may be outside the user information of the URI. A port is no password. */
    private static final Pattern URL_WITH_PASSWORD =
            Pattern.compile("://[^/\\s\"@\\[]*:(?!\\d*(?:[/\\s\"]|$))[^\\s\"]*@");

    private static final String ADVICE = ". Settings and paths are saved and logged: give secrets to the file system"
            + " instead, as spark.hadoop.* in the profile, by a credential provider or by the environment that it reads"
            + " itself (src/site/markdown/storage.md)";

    private Secrets() {}

    /**
     * Checks that a text contains no URL with a password.
     *
     * @param place place of the text, for the message
     * @throws ConfigError if it does
     */
    public static void requireNone(String place, String text) {
        if (holdsPassword(text)) {
            throw urlWithPassword(place);
        }
    }

    /** Checks all values of resolved settings in the same way, and that no key says that its value is a secret. */
    static void requireNone(Config config) {
        List<String> named = config.entrySet().stream()
                .filter(entry -> NAME.matcher(entry.getKey()).find())
                .map(entry -> entry.getKey() + " (" + Places.of(entry.getValue().origin()) + ")")
                .sorted()
                .toList();
        if (!named.isEmpty()) {
            throw new ConfigError("the name says that it is a secret: " + String.join(", ", named)
                    + ", expected none in the settings" + ADVICE);
        }
        List<String> places = config.entrySet().stream()
                .filter(entry -> holdsPassword(String.valueOf(entry.getValue().unwrapped())))
                .map(entry -> entry.getKey() + " (" + Places.of(entry.getValue().origin()) + ")")
                .sorted()
                .toList();
        if (!places.isEmpty()) {
            throw urlWithPassword(String.join(", ", places));
        }
    }

    private static boolean holdsPassword(String text) {
        return URL_WITH_PASSWORD.matcher(text).find();
    }

    private static ConfigError urlWithPassword(String places) {
        return new ConfigError("a URL with a password in " + places + ", expected one without" + ADVICE);
    }

    /** Returns a resolver of environment variables that refuses those whose names say that they are secrets. */
    static ConfigResolver environment() {
        return new Environment();
    }

    private static final class Environment implements ConfigResolver {
        private final Config variables = ConfigFactory.systemEnvironment();

        /**
         * Returns the value of a variable.
         *
         * @throws ConfigError if the name of the variable says that it is a secret
         */
        @Override
        public @Nullable ConfigValue lookup(String path) {
            ConfigValue found = variables.root().get(path);
            if (found != null && NAME.matcher(path).find()) {
                throw new ConfigError("a setting refers to the environment variable " + path
                        + ", expected none whose name says that it is a secret" + ADVICE);
            }
            return found;
        }

        @Override
        public ConfigResolver withFallback(ConfigResolver fallback) {
            return fallback; // this resolver is asked last
        }
    }
}

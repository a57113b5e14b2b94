package io.skelspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A setting that a sweep varies.
 *
 * @param key its full name
 * @param values to try, as assignments of a command line give them; empty if they are drawn
 * @param distribution to draw values from
 */
record SweptKey(String key, List<String> values, Optional<Distribution> distribution) {
    /** What is expected of the values of a key. */
    static final String EXPECTED =
            "values separated by commas, a range of integers like 0..4, or one of uniform(LOW, HIGH)"
                    + ", log-uniform(LOW, HIGH), integers(LOW, HIGH)";

    private static final int MOST_VALUES = 10_000;
    private static final Pattern RANGE = Pattern.compile("(-?\\d{1,18})\\.\\.(-?\\d{1,18})");
    private static final Pattern HOCON = Pattern.compile("[\\[{\"]");
    private static final Pattern DRAWN = Pattern.compile("([a-z-]+)\\(([^,()]+),([^,()]+)\\)");

    /**
     * A distribution of numbers.
     *
     * @param kind its shape
     * @param low the least number
     * @param high a bound of the numbers
     */
    record Distribution(Kind kind, double low, double high) {
        /** The shapes of distributions. */
        enum Kind {
            UNIFORM {
                @Override
                double draw(double low, double high, SplittableRandom random) {
                    return random.nextDouble(low, high);
                }
            },
            LOG_UNIFORM {
                @Override
                double draw(double low, double high, SplittableRandom random) {
                    return Math.exp(random.nextDouble(Math.log(low), Math.log(high)));
                }
            },
            INTEGERS {
                @Override
                double draw(double low, double high, SplittableRandom random) {
                    return random.nextLong((long) low, (long) high + 1);
                }
            };

            abstract double draw(double low, double high, SplittableRandom random);

            private String key() {
                return name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        }

        /** Returns a number of three digits, so that the name of its trial stays short; of integers all digits. */
        String draw(SplittableRandom random) {
            BigDecimal drawn = BigDecimal.valueOf(kind.draw(low, high, random));
            BigDecimal rounded = kind == Kind.INTEGERS ? drawn : drawn.round(new MathContext(3));
            return PlainNumber.of(rounded);
        }
    }

    /**
     * Returns what an assignment of the command line varies; empty if it assigns one value, as for every other job.
     *
     * @param text the value as it was given
     */
    static Optional<SweptKey> onCommandLine(String key, String text) {
        String value = text.strip();
        boolean range = RANGE.matcher(value).matches();
        if (!range && !value.contains(",") && !DRAWN.matcher(value).matches()) {
            return Optional.empty();
        }
        SweptKey swept = of(key, key + " (" + SettingsFile.COMMAND_LINE + ")", value);
        return swept.values().size() == 1 && !range ? Optional.empty() : Optional.of(swept);
    }

    /**
     * Returns the values that a setting of a file gives to a key.
     *
     * @param label of the setting in messages: its name and place
     */
    static SweptKey of(String key, String label, ConfigValue value) {
        return value instanceof ConfigList list
                ? listed(
                        key,
                        label,
                        rendered(value),
                        list.stream().map(SweptKey::text).toList())
                : of(key, label, text(value));
    }

    private static SweptKey of(String key, String label, String text) {
        Matcher drawn = DRAWN.matcher(text.strip());
        if (drawn.matches()) {
            return new SweptKey(key, List.of(), Optional.of(distribution(label, text, drawn)));
        }
        Matcher range = RANGE.matcher(text.strip());
        if (range.matches()) {
            return listed(key, label, text, range(label, text, range));
        }
        return listed(
                key,
                label,
                text,
                HOCON.matcher(text.strip()).lookingAt() ? quoted(label, text) : List.of(text.split(",", -1)));
    }

    private static SweptKey listed(String key, String label, String text, List<String> values) {
        List<String> stripped = values.stream().map(String::strip).toList();
        if (stripped.isEmpty() || stripped.stream().anyMatch(String::isEmpty)) {
            throw wrong(label, text, "one value or more, none of them empty");
        }
        Set<String> seen = new HashSet<>();
        for (String value : stripped) {
            if (!seen.add(PlainNumber.of(value).orElse(value))) {
                throw wrong(label, text, "different values, but " + value + " is there twice");
            }
        }
        return new SweptKey(key, stripped, Optional.empty());
    }

    private static List<String> range(String label, String text, Matcher range) {
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        if (last < first || last - first >= MOST_VALUES) {
            throw wrong(label, text, "a range that rises, of " + MOST_VALUES + " integers at most");
        }
        return LongStream.rangeClosed(first, last).mapToObj(Long::toString).toList();
    }

    /** Reads values that are lists, sections or quoted texts, with commas between them. */
    private static List<String> quoted(String label, String text) {
        try {
            Config config = ConfigFactory.parseString("values = [" + text + "]");
            return config.getList("values").stream().map(SweptKey::text).toList();
        } catch (ConfigException e) {
            throw new ConfigError(
                    label + " is '" + text + "', expected " + EXPECTED + ": "
                            + String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
                    e);
        }
    }

    private static Distribution distribution(String label, String text, Matcher drawn) {
        Distribution.Kind kind = Stream.of(Distribution.Kind.values())
                .filter(known -> known.key().equals(drawn.group(1)))
                .findFirst()
                .orElseThrow(() -> wrong(
                        label,
                        text,
                        EXPECTED
                                + Spelling.question(
                                        drawn.group(1),
                                        Stream.of(Distribution.Kind.values())
                                                .map(Distribution.Kind::key)
                                                .toList())));
        try {
            double low = Double.parseDouble(drawn.group(2).strip());
            double high = Double.parseDouble(drawn.group(3).strip());
            boolean whole = low == Math.rint(low) && high == Math.rint(high);
            if (low < high
                    && Double.isFinite(high - low)
                    && (kind != Distribution.Kind.LOG_UNIFORM || low > 0)
                    && (kind != Distribution.Kind.INTEGERS || (whole && high - low < Integer.MAX_VALUE))) {
                return new Distribution(kind, low, high);
            }
        } catch (NumberFormatException e) {
            throw wrong(label, text, EXPECTED);
        }
        throw wrong(label, text, "finite LOW < HIGH, above 0 for log-uniform, whole for integers");
    }

    private static ConfigError wrong(String label, String text, String expectation) {
        return new ConfigError(label + " is '" + text + "', expected " + expectation);
    }

    /** Returns the text that a command line would assign: literal, or HOCON for lists and sections. */
    private static String text(ConfigValue value) {
        return value.unwrapped() instanceof String literal
                        && !HOCON.matcher(literal).lookingAt()
                ? literal
                : rendered(value);
    }

    private static String rendered(ConfigValue value) {
        return value.render(ConfigRenderOptions.concise());
    }
}

package io.skelspark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/**
 * One piece of damage to a file, somewhere in it.
 *
 * @param kind what happens
 * @param place where, as a share of the length of 1,000,000
 * @param value chooses among what can happen
 */
public record Damage(Kind kind, int place, int value) {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    /** What reading one small file may allocate in all. */
    private static final long MOST_BYTES = 512L << 20;

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1000000000",
            "2147483647",
            "2147483648",
            "99999999999999999999",
            "1e308",
            "-1e400",
            "NaN",
            "0.5");
    private static final List<String> VALUES =
            List.of("null", "true", "{}", "[]", "[[]]", "\"\"", "\"word\"", "-1", "0.5", "[null]", "{\"a\": 1}");
    private static final int[] WORDS = {0, -1, 1, 255, 1 << 16, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE};

    /** Kinds of damage. */
    public enum Kind {
        BIT,
        BYTE,
        TRUNCATE,
        INSERT,
        DELETE,
        REPEAT,
        NUMBER,
        WORD,
        VALUE
    }

    /** One to four pieces of damage. */
    public static Arbitrary<List<Damage>> some() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 1_000_000).withoutEdgeCases(),
                        Arbitraries.integers().between(0, 1 << 20).withoutEdgeCases())
                .as(Damage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    /** The content with all the damage done to it. */
    public static byte[] apply(byte[] content, List<Damage> damage) {
        byte[] damaged = content.clone();
        for (Damage each : damage) {
            damaged = each.apply(damaged);
        }
        return damaged;
    }

    private byte[] apply(byte[] content) {
        if (content.length == 0) {
            return content;
        }
        int at = (int) ((long) place * (content.length - 1) / 1_000_000);
        int length = Math.min(1 + value % 40, content.length - at);
        return switch (kind) {
            case BIT -> set(content, at, content[at] ^ 1 << value % 8);
            case BYTE -> set(content, at, value);
            case TRUNCATE -> Arrays.copyOf(content, at);
            case INSERT -> joined(content, at, new byte[] {(byte) value, (byte) (value >> 8)}, at);
            case DELETE -> joined(content, at, new byte[0], at + length);
            case REPEAT -> joined(content, at + length, Arrays.copyOfRange(content, at, at + length), at + length);
            case NUMBER -> number(content, at);
            case WORD -> word(content, at);
            case VALUE -> value(content, at);
        };
    }

    private static byte[] set(byte[] content, int at, int value) {
        content[at] = (byte) value;
        return content;
    }

    private static byte[] joined(byte[] content, int kept, byte[] middle, int resumed) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(content, 0, kept);
        joined.writeBytes(middle);
        joined.write(content, resumed, content.length - resumed);
        return joined.toByteArray();
    }

    /** Puts another number in the place of the next one written in digits. */
    private byte[] number(byte[] content, int from) {
        int start = from;
        while (start < content.length && !Character.isDigit(content[start])) {
            start++;
        }
        int end = start;
        while (end < content.length && Character.isDigit(content[end])) {
            end++;
        }
        byte[] digits = NUMBERS.get(value % NUMBERS.size()).getBytes(StandardCharsets.US_ASCII);
        return joined(content, start, digits, end);
    }

    /** Puts another value in the place of the next text or word, the quotes with it. */
    private byte[] value(byte[] content, int from) {
        int start = from;
        while (start < content.length && !isWord(content[start])) {
            start++;
        }
        int end = start;
        while (end < content.length && isWord(content[end])) {
            end++;
        }
        return joined(content, start, VALUES.get(value % VALUES.size()).getBytes(StandardCharsets.US_ASCII), end);
    }

    private static boolean isWord(byte character) {
        return character == '"' || character == '-' || Character.isLetterOrDigit(character);
    }

    private byte[] word(byte[] content, int at) {
        if (at + Integer.BYTES <= content.length) {
            ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(at, WORDS[value % WORDS.length]);
        }
        return content;
    }

    /** Runs the reading of one file, which must end soon and must not take much memory. */
    public static void bounded(Executable reading) {
        long allocated = Assertions.assertTimeoutPreemptively(LONGEST, () -> {
            long before = allocatedByThisThread();
            reading.execute();
            return allocatedByThisThread() - before;
        });
        assertThat(allocated).as("bytes allocated").isLessThan(MOST_BYTES);
    }

    private static long allocatedByThisThread() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}

package io.skelspark.checkpoint;

import io.skelspark.storage.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A SHA-256 of a whole safetensors file that is stored in the file's own header: it is computed while zeros stand in its
 * place. Readers that do not know it see one more text of the metadata.
 */
final class Seal {
    static final String KEY = "sha256";
    /** The text in the place of the sum until the sum is known. */
    static final String BLANK = "0".repeat(64);

    /** Starts with a quote: no text of the metadata can contain this, since its quotes are escaped. */
    private static final byte[] MARK = ("\"" + KEY + "\":\"").getBytes(StandardCharsets.US_ASCII);

    private Seal() {}

    /** Replaces the blank in a file's header by the sum, in place. */
    static byte[] put(byte[] file) {
        int place = place(file);
        System.arraycopy(sum(file), 0, file, place, BLANK.length());
        return file;
    }

    /**
     * Checks the sum.
     *
     * @throws IOException if the file has none, or is not the one that was sealed
     */
    static void check(String name, byte[] file) throws IOException {
        int place = place(file);
        if (place < 0) {
            throw new IOException(name + " of " + file.length
                    + " bytes has no checksum, expected one in its header; it is cut off or not a checkpoint of a run");
        }
        byte[] found = Arrays.copyOfRange(file, place, place + BLANK.length());
        byte[] blank = file.clone();
        Arrays.fill(blank, place, place + BLANK.length(), (byte) '0');
        byte[] expected = sum(blank);
        if (!Arrays.equals(found, expected)) {
            throw new IOException(name + " of " + file.length + " bytes has the SHA-256 " + text(expected)
                    + ", expected " + text(found) + " by its header; it is cut off or damaged");
        }
    }

    private static byte[] sum(byte[] file) {
        return Sha256.of(file).getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] sum) {
        return new String(sum, StandardCharsets.US_ASCII);
    }

    /** Returns where the sum starts, or -1 if there is none. */
    private static int place(byte[] file) {
        int last = file.length - MARK.length - BLANK.length();
        for (int i = 0; i <= last; i++) {
            if (Arrays.equals(file, i, i + MARK.length, MARK, 0, MARK.length)) {
                return i + MARK.length;
            }
        }
        return -1;
    }
}

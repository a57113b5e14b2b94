package io.skelspark.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 sum that grows with what is added to it. */
public final class Sha256 {
    private final MessageDigest digest;

    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Returns the sum of some bytes, as 64 hexadecimal digits. */
    public static String of(byte[] bytes) {
        Sha256 sum = new Sha256();
        sum.digest.update(bytes);
        return sum.hex();
    }

    /** Adds a text in UTF-8. */
    public void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds some bytes. */
    public void add(byte[] bytes) {
        digest.update(bytes);
    }

    /** Adds the bytes between a buffer's position and limit, which stay where they are. */
    public void add(ByteBuffer bytes) {
        digest.update(bytes.duplicate());
    }

    /** Adds all that a stream still holds, and returns how many bytes that was. */
    public long add(InputStream stream) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            digest.update(buffer, 0, read);
            length += read;
        }
        return length;
    }

    /** Returns the sum as 32 bytes; the next sum starts from nothing. */
    public byte[] bytes() {
        return digest.digest();
    }

    /** Returns the sum as 64 hexadecimal digits; the next sum starts from nothing. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}

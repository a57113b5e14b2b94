package io.skelspark.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The records of one JSON Lines file. A bad line becomes a {@link Rejection}, and the next line is read. */
final class JsonLinesIterator implements Iterator<SourceRecord>, AutoCloseable {
    private final String name;
    private final InputStream stream;
    private final int maxLineBytes;
    private final LimitedLines lines;
    private final JsonLineParser parser;
    private @Nullable SourceRecord next;

    JsonLinesIterator(String name, InputStream stream, int maxLineBytes, JsonLineParser parser) throws IOException {
        this.name = name;
        this.stream = stream;
        this.maxLineBytes = maxLineBytes;
        this.lines = new LimitedLines(stream, maxLineBytes);
        this.parser = parser;
        this.next = advance();
        if (next == null) {
            next = new Rejection(name, "file", "no line", "one JSON object per line");
        }
    }

    /**
     * Returns the loss of the rest of a compressed stream that breaks off after a line.
     *
     * @throws IOException the given exception, if the stream failed for another reason
     */
    static Iterator<SourceRecord> brokenOff(String name, long line, IOException bad) throws IOException {
        if (bad instanceof EOFException || bad instanceof ZipException) {
            String reason = bad.getMessage() == null ? "end of stream" : bad.getMessage();
            return ClipFile.one(
                    new Loss(name + ":" + (line + 1), "rest of the file", reason, "a complete gzip stream"));
        }
        throw bad;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public SourceRecord next() {
        SourceRecord result = next;
        if (result == null) {
            throw new NoSuchElementException(name + " has no more records");
        }
        try {
            next = advance();
        } catch (IOException failed) {
            throw new UncheckedIOException(name + ": " + failed.getMessage(), failed);
        }
        return result;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private @Nullable SourceRecord advance() throws IOException {
        try {
            for (LimitedLines.Line line = lines.next(); line != null; line = lines.next()) {
                String place = name + ":" + line.number();
                byte[] bytes = line.bytes();
                if (bytes == null) {
                    return new Rejection(
                            place, "line", "more than " + maxLineBytes + " bytes", "at most " + maxLineBytes);
                }
                if (!isBlank(bytes)) {
                    SourceRecord record = parser.parse(place, bytes);
                    return !line.ended() && record instanceof Rejection torn && isCut(bytes)
                            ? new Loss(
                                    torn.id(),
                                    "rest of the file",
                                    "the end of the file inside a line: " + torn.found(),
                                    "whole lines; copy or write the file again")
                            : record;
                }
            }
        } catch (EOFException | ZipException broken) {
            stream.close();
            SourceRecord rest = brokenOff(name, lines.number(), broken).next();
            lines.end();
            return rest;
        }
        stream.close();
        lines.end();
        return null;
    }

    /** An object that does not end; the format has no object inside another. */
    private static boolean isCut(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8).strip();
        return text.startsWith("{") && !text.endsWith("}");
    }

    private static boolean isBlank(byte[] line) {
        for (byte character : line) {
            if (character != ' ' && character != '\t' && character != '\r') {
                return false;
            }
        }
        return true;
    }
}

package io.skelspark.source.estimator;

import com.fasterxml.jackson.core.JsonToken;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.JsonInput;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.storage.InputFile;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A recording in one JSON file: an array of frames, which is the whole file or stands under a key of its object. The
 * other fields may follow the frames, so the file is passed over once for them before its frames are read.
 */
final class JsonFrames implements RecordingReader {
    private static final String KEY = "frames";

    private final RecordingHeader header;
    private final JsonInput json;
    private final Parser parser;
    private final String file;
    private final boolean inObject;
    private int position;
    private boolean ended;

    /** Reads a frame, which is the value at hand. */
    interface Parser {
        /**
         * Returns the frame.
         *
         * @param position its place in the array, from 0
         */
        Frame frame(JsonInput json, int position) throws IOException, MalformedRecordException;
    }

    /** Reads a field beside the frames, which is the value at hand, or passes over it. */
    interface FieldParser {
        void field(JsonInput json) throws IOException, MalformedRecordException;
    }

    private JsonFrames(RecordingHeader header, JsonInput json, String file, Parser parser)
            throws IOException, MalformedRecordException {
        this.header = header;
        this.json = json;
        this.parser = parser;
        this.file = file;
        inObject = goToFrames();
    }

    /**
     * Opens the frames of a file.
     *
     * @throws MalformedRecordException if it has no array of frames
     */
    static JsonFrames open(RecordingHeader header, String path, Configuration hadoop, Parser parser)
            throws IOException, MalformedRecordException {
        InputFile file = InputFile.existing(path, "a JSON file of a recording", hadoop);
        JsonInput json = new JsonInput(file.name(), file.open());
        try {
            return new JsonFrames(header, json, file.name(), parser);
        } catch (IOException | MalformedRecordException failed) {
            json.close();
            throw failed;
        }
    }

    /** Reads the fields beside the frames. What is damaged ends it; reading the frames meets the same damage. */
    static void fields(String path, Configuration hadoop, FieldParser parser) throws IOException {
        InputFile file = InputFile.existing(path, "a JSON file of a recording", hadoop);
        try (JsonInput json = new JsonInput(file.name(), file.open())) {
            json.nextValue();
            if (json.token() == JsonToken.START_OBJECT) {
                while (json.nextField()) {
                    if (json.name().equals(KEY)) {
                        json.skip();
                    } else {
                        parser.field(json);
                    }
                }
            }
        } catch (MalformedRecordException damaged) {
            return;
        }
    }

    /** Returns whether the frames are a field of an object. */
    private boolean goToFrames() throws IOException, MalformedRecordException {
        json.nextValue();
        if (json.token() == JsonToken.START_ARRAY) {
            return false;
        }
        json.object("content");
        while (json.nextField()) {
            if (json.name().equals(KEY)) {
                json.array(KEY);
                return true;
            }
            json.skip();
        }
        throw json.wrong(KEY, "no such key", "the frames of the recording");
    }

    @Override
    public RecordingHeader header() {
        return header;
    }

    @Override
    public @Nullable Frame next() throws IOException, MalformedRecordException {
        if (ended) {
            return null;
        }
        json.at("frame " + position + " of " + file);
        if (json.nextItem()) {
            return parser.frame(json, position++);
        }
        ended = true;
        json.at(file);
        while (inObject && json.nextField()) {
            json.skip();
        }
        json.end();
        return null;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}

package io.skelspark.pipeline.prediction;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.skelspark.config.ConfigError;
import io.skelspark.storage.Folder;
import io.skelspark.storage.PlainText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the scores of a {@link Watch} depend on. It stays the same as long as the watch uses the same checkpoint.
 *
 * @param path of the source: a folder, or a pattern with {@code *}
 * @param type of the source
 * @param model the models that score, by their checksums
 * @param windows how long recordings are divided
 */
public record WatchOrigin(String path, String type, String model, String windows) implements Serializable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "watch.json";

    /**
     * Writes this origin into a checkpoint that has none yet.
     *
     * @throws ConfigError if the checkpoint has another, naming each difference
     * @throws IOException if the file is damaged, or missing though Spark has used the folder
     */
    void keep(Folder checkpoint) throws IOException {
        String text;
        try {
            text = checkpoint.text(FILE);
        } catch (FileNotFoundException none) {
            if (checkpoint.holds("offsets")) {
                throw new IOException(checkpoint + " is a checkpoint of Spark without the file " + FILE
                        + " of a watch; restore the file, or name another folder");
            }
            checkpoint.write(FILE, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
            return;
        }
        List<String> differences = differences(read(checkpoint, text));
        if (!differences.isEmpty()) {
            throw new ConfigError(checkpoint + " belongs to a watch with " + String.join("; with ", differences)
                    + ". Use the former settings, or another folder for the scores of the new ones");
        }
    }

    private static WatchOrigin read(Folder checkpoint, String text) throws IOException {
        @Nullable WatchOrigin found;
        try {
            found = JSON.readValue(text, WatchOrigin.class);
        } catch (IOException damaged) {
            found = null;
        }
        if (found == null || found.texts().stream().anyMatch(Objects::isNull)) {
            throw new IOException(checkpoint.entry(FILE) + " of "
                    + text.getBytes(StandardCharsets.UTF_8).length
                    + " bytes is damaged, expected the settings that the watch was started with; restore the file, or"
                    + " name another folder");
        }
        return found;
    }

    private List<@Nullable String> texts() {
        List<@Nullable String> texts = new ArrayList<>();
        texts.add(path);
        texts.add(type);
        texts.add(model);
        texts.add(windows);
        return texts;
    }

    private List<String> differences(WatchOrigin former) {
        List<String> differences = new ArrayList<>();
        compare("the source path", former.path, path, differences);
        compare("the source type", former.type, type, differences);
        compare("the model", former.model, model, differences);
        compare("the windows", former.windows, windows, differences);
        return differences;
    }

    private static void compare(String name, String former, String now, List<String> differences) {
        if (!former.equals(now)) {
            differences.add(name + " " + PlainText.line(former) + ", now " + PlainText.line(now));
        }
    }
}

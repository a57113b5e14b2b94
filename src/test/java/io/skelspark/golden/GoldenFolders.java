package io.skelspark.golden;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/**
 * The folders of the reference's numbers: {@code src/test/resources/golden}, then those that the system property
 * {@code golden.dir} lists.
 */
public final class GoldenFolders {
    private GoldenFolders() {}

    /** Returns the folders that exist, the project's own first. */
    static List<Path> all() {
        List<Path> folders = new ArrayList<>(List.of(own()));
        for (Path folder : listed()) {
            if (Files.exists(folder.resolve("index.json"))) {
                folders.add(folder);
            } else {
                System.out.println("golden: no cases in " + folder + ": it has no index.json (-Dgolden.dir=FOLDERS)");
            }
        }
        return folders;
    }

    private static Path own() {
        URL index = Objects.requireNonNull(GoldenFolders.class.getResource("/golden/index.json"));
        try {
            return Path.of(index.toURI()).resolveSibling("");
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Path> listed() {
        return Arrays.stream(System.getProperty("golden.dir").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
    }

    /**
     * Returns a file of the first folder that has it; skips the test if none has it.
     *
     * @param file path within a folder
     */
    public static Path file(String file) {
        List<Path> folders = new ArrayList<>(List.of(own()));
        folders.addAll(listed());
        for (Path folder : folders) {
            if (Files.exists(folder.resolve(file))) {
                return folder.resolve(file);
            }
        }
        return Assumptions.<Path>abort("no golden file " + file + " in " + folders + " (-Dgolden.dir=FOLDERS)");
    }
}

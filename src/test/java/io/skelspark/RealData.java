package io.skelspark;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of real data sets, which are kept beside the project: {@code $SKELSPARK_DATA} or {@code ../shared/data}. */
public final class RealData {
    private RealData() {}

    /** Returns the folder of one set; skips the test, naming the folder, if it is missing. */
    public static Path folder(String name) {
        String root = System.getenv().getOrDefault("SKELSPARK_DATA", "../shared/data");
        Path folder = Path.of(root, name);
        Assumptions.assumeTrue(
                Files.isDirectory(folder), "no real data: " + folder + " is missing ($SKELSPARK_DATA=FOLDER)");
        return folder;
    }
}

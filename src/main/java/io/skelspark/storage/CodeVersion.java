package io.skelspark.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version and git commit of this code, as the build recorded them. */
public final class CodeVersion {
    private static final String RESOURCE = "/skelspark-version.properties";

    private CodeVersion() {}

    /** Returns for example {@code 0.1.0 (b5e85f5)}; what the build could not find out is {@code unknown}. */
    public static String text() {
        Properties properties = new Properties();
        try (InputStream stream = CodeVersion.class.getResourceAsStream(RESOURCE)) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE + " on the class path cannot be read", unreadable);
        }
        return properties.getProperty("version", "unknown") + " (" + properties.getProperty("commit", "unknown") + ")";
    }
}

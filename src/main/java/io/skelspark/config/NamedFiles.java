package io.skelspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The files of one kind that settings name: those that are part of Skelspark, those in {@code conf/KIND} of the working
 * folder, and any other by its path. A name stands for the file of that name without its plus signs.
 */
final class NamedFiles {
    private static final String ENDING = ".conf";

    private final String kind;
    private final List<String> shipped;

    /**
     * Creates the files of a kind.
     *
     * @param kind what the files hold and the folder they lie in, for example {@code layout}
     * @param shipped the names of those that are part of Skelspark
     */
    NamedFiles(String kind, List<String> shipped) {
        this.kind = kind;
        this.shipped = shipped;
    }

    /** Returns the names of those that are part of Skelspark. */
    List<String> shipped() {
        return shipped;
    }

    /** Returns the paths of those that lie in the working folder only, sorted. */
    List<String> own() {
        List<String> known = shipped.stream().map(this::path).toList();
        File[] files = new File("conf/" + kind).listFiles((folder, name) -> name.endsWith(ENDING));
        return Stream.of(files == null ? new File[0] : files)
                .map(file -> "conf/" + kind + "/" + file.getName())
                .filter(path -> !known.contains(path))
                .sorted()
                .toList();
    }

    /**
     * Reads a file and resolves it.
     *
     * @param nameOrPath a name, or the path of a file that ends in {@code .conf}
     * @throws IllegalArgumentException if there is no such file, naming all that there are, or it is no HOCON
     */
    Config read(String nameOrPath) {
        if (nameOrPath.endsWith(ENDING)) {
            File file = new File(nameOrPath);
            if (!file.isFile()) {
                throw new IllegalArgumentException(kind + " file " + nameOrPath + " is missing");
            }
            return parsed(file);
        }
        String path = path(nameOrPath);
        ClassLoader loader = Objects.requireNonNull(NamedFiles.class.getClassLoader());
        if (loader.getResource(path) != null) {
            return resolved(path, () -> ConfigFactory.parseResources(loader, path));
        }
        if (new File(path).isFile()) {
            return parsed(new File(path));
        }
        throw new IllegalArgumentException(kind + " '" + nameOrPath + "' is unknown: " + path
                + " is neither on the class path nor in the working folder; expected " + String.join(", ", shipped)
                + " or the path of a .conf file" + Spelling.question(nameOrPath, shipped));
    }

    private String path(String name) {
        return "conf/" + kind + "/" + name.replace("+", "") + ENDING;
    }

    private Config parsed(File file) {
        SettingsFile.requireSize(file);
        return resolved(file.getPath(), () -> ConfigFactory.parseFile(file));
    }

    private Config resolved(String file, Supplier<Config> parser) {
        try {
            return parser.get().resolve();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(kind + " " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}

package io.skelspark.config;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * The includes of settings files: files and resources of the class path. An include by URL is refused, since it would run
 * what a server says today. The message does not repeat the address, which may hold a password.
 */
final class LocalIncludes implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL {
    private final @Nullable ConfigIncluder library;

    LocalIncludes() {
        this(null);
    }

    private LocalIncludes(@Nullable ConfigIncluder library) {
        this.library = library;
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return new LocalIncludes(fallback);
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        if (what.matches("(?i)[a-z]{2,}:.*") || library == null) {
            throw refused();
        }
        String file = context.relativeTo(what).origin().filename();
        if (file != null) {
            SettingsFile.requireSize(new File(file));
        }
        return library.include(context, what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        SettingsFile.requireSize(what);
        if (library instanceof ConfigIncluderFile files) {
            return files.includeFile(context, what);
        }
        throw new IllegalStateException("the library has no includer of files");
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        throw refused();
    }

    private static ConfigError refused() {
        return new ConfigError("a settings file includes a URL, expected a file: download it and include the copy");
    }
}

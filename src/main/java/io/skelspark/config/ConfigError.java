package io.skelspark.config;

/** A setting that is missing, odd, misspelt or contradicts another; the message says which and where it stands. */
public final class ConfigError extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigError(String message) {
        super(message);
    }

    public ConfigError(String message, Throwable cause) {
        super(message, cause);
    }
}

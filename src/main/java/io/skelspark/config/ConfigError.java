package io.skelspark.config;

/** An error of the settings: one is missing, wrong, unknown or contradicts another. The message gives key and place. */
public final class ConfigError extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigError(String message) {
        super(message);
    }

    public ConfigError(String message, Throwable cause) {
        super(message, cause);
    }
}

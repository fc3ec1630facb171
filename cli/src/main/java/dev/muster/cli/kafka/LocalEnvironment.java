package dev.muster.cli.kafka;

import dev.muster.cli.failure.CliException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Looks up settings in the environment, then in the connection file of {@code ./muster local}. */
public final class LocalEnvironment {

    private LocalEnvironment() {}

    /** Returns the value, or null if it is not set. */
    public static @Nullable String find(String variable) {
        String environment = System.getenv(variable);
        if (environment != null && !environment.isBlank()) {
            return environment;
        }
        Path local = MusterFolder.ofCheckout().environment();
        return Files.isReadable(local) ? read(local).getProperty(variable) : null;
    }

    static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw CliException.usage("cannot read " + file + ": " + e);
        }
    }
}

package dev.muster.cli.kafka;

import java.nio.file.Path;

/** The folder {@code .muster} of the checkout: the local pipeline's data, logs, lock and connection file. */
public record MusterFolder(Path path) {

    /** The checkout that {@code ./muster} stands in (system property {@code muster.home}), else the current folder. */
    public static MusterFolder ofCheckout() {
        return new MusterFolder(checkout().resolve(".muster"));
    }

    /** Where the modules stand. */
    public static Path checkout() {
        return Path.of(System.getProperty("muster.home", "")).toAbsolutePath().normalize();
    }

    /** What Kafka and PostgreSQL keep. */
    public Path data() {
        return path.resolve("data");
    }

    /** One log a process. */
    public Path logs() {
        return path.resolve("logs");
    }

    /** How to connect to what runs; there only while it runs. */
    public Path environment() {
        return path.resolve("local.env");
    }

    /** Locked by the process that runs the local pipeline; holds its process id. */
    public Path lock() {
        return path.resolve("local.lock");
    }
}

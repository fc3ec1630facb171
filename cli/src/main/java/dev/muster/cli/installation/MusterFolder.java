package dev.muster.cli.installation;

import java.nio.file.Path;

/** The folder {@code .muster} of the checkout: the local pipeline's data, logs, lock and connection file. */
public record MusterFolder(Path path) {

    /** The folder in the checkout (system property {@code muster.home}), else in the current directory. */
    public static MusterFolder ofCheckout() {
        return new MusterFolder(checkout().resolve(".muster"));
    }

    /** The root of the checkout. */
    public static Path checkout() {
        return Path.of(System.getProperty("muster.home", "")).toAbsolutePath().normalize();
    }

    /** Data of Kafka and PostgreSQL. */
    public Path data() {
        return path.resolve("data");
    }

    /** One log file per process. */
    public Path logs() {
        return path.resolve("logs");
    }

    /** Connection settings; exists only while the pipeline is running. */
    public Path environment() {
        return path.resolve("local.env");
    }

    /** Locked by the process that runs the local pipeline; contains its process id. */
    public Path lock() {
        return path.resolve("local.lock");
    }
}

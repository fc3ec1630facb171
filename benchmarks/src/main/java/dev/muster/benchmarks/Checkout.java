package dev.muster.benchmarks;

import java.nio.file.Path;

/** The root of the checkout. */
final class Checkout {

    private Checkout() {}

    /** The system property {@code muster.home}, else the current folder. */
    static Path path() {
        return Path.of(System.getProperty("muster.home", "")).toAbsolutePath().normalize();
    }
}

package dev.muster.benchmarks.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the jars of a checkout. */
public final class Jars {

    private Jars() {}

    /** Returns the executable jar of a module. */
    public static Path executable(Path checkout, String module) {
        Path target = checkout.resolve(module).resolve("target");
        List<Path> jars = list(target).stream()
                .filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                .toList();
        if (jars.size() != 1) {
            throw new BenchmarkException("expected one executable jar in " + target + ", found " + jars.size()
                    + ": run ./muster bench, which builds it");
        }
        return jars.get(0);
    }

    /** Returns the class path of Kafka Connect with the connector. */
    public static String connect(Path checkout) {
        Path target = checkout.resolve("benchmarks-connect").resolve("target");
        Path libraries = target.resolve("connect");
        List<Path> own = list(target).stream()
                .filter(file -> file.getFileName().toString().endsWith(".jar"))
                .toList();
        if (own.size() != 1 || list(libraries).isEmpty()) {
            throw new BenchmarkException(
                    "Kafka Connect is missing from " + target + ": run ./muster bench, which builds it");
        }
        return own.get(0) + System.getProperty("path.separator") + libraries.resolve("*");
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

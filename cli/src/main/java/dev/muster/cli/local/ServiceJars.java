package dev.muster.cli.local;

import dev.muster.cli.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The services' executable jars in the checkout. */
final class ServiceJars {

    private ServiceJars() {}

    /** The one that the given module was built into. */
    static Path of(Path checkout, String module) {
        Path target = checkout.resolve(module).resolve("target");
        List<Path> jars = list(target).stream()
                .filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                .toList();
        if (jars.size() != 1) {
            throw Failure.infrastructure("there should be one executable jar in " + target + ", not " + jars.size()
                    + ": start with ./muster, which builds it");
        }
        return jars.get(0);
    }

    private static List<Path> list(Path target) {
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.toList();
        } catch (IOException e) {
            throw Failure.infrastructure("cannot list " + target + ": " + e, e);
        }
    }
}

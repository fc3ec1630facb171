package dev.muster.localstack.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The archive of a jar's classes: the JVM's ahead-of-time cache, or class data sharing before Java 25.
 *
 * @param folder where it is kept; its name there has the JVM's version and its size in it
 * @param jar what the classes are of
 */
record ClassArchive(Path folder, Path jar) {

    private static final boolean CACHE = Runtime.version().feature() >= 25;
    private static final String PREFIX = "classes-" + Runtime.version() + "-";

    /** What has the JVM use it, or else record one. */
    String option() throws IOException {
        return find().map(archive -> (CACHE ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive)
                .orElseGet(() -> (CACHE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + recording());
    }

    /** Puts what a run has written to its end where it is used, instead of older ones. */
    void keep() throws IOException {
        if (Files.exists(recording())) {
            for (Path older : kept()) {
                Files.deleteIfExists(older);
            }
            Path archive = folder.resolve(PREFIX + Files.size(recording()));
            Files.move(recording(), archive, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Deletes what a run has written. */
    void discard() throws IOException {
        Files.deleteIfExists(recording());
    }

    /** The one of this build of the jar. It has to be whole, since Java 17 crashes on one that was cut off. */
    Optional<Path> find() throws IOException {
        for (Path archive : kept()) {
            boolean whole = archive.endsWith(PREFIX + Files.size(archive));
            if (whole && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) >= 0) {
                return Optional.of(archive);
            }
        }
        return Optional.empty();
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
    }

    /** Where a run records. */
    Path recording() {
        return folder.resolve("recording-" + ProcessHandle.current().pid());
    }
}

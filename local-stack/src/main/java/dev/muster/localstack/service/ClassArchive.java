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
 * @param folder that contains it; the file name has the JVM's version and the size
 * @param jar that contains the classes
 */
record ClassArchive(Path folder, Path jar) {

    private static final boolean CACHE = Runtime.version().feature() >= 25;
    private static final String PREFIX = "classes-" + Runtime.version() + "-";

    /** The JVM option to use the archive, or to record one if there is none. */
    String option() throws IOException {
        return find().map(archive -> (CACHE ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive)
                .orElseGet(() -> (CACHE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + recording());
    }

    /** Replaces the archive with the one that a completed run has recorded. */
    void save() throws IOException {
        if (Files.exists(recording())) {
            for (Path older : list()) {
                Files.deleteIfExists(older);
            }
            Path archive = folder.resolve(PREFIX + Files.size(recording()));
            Files.move(recording(), archive, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Deletes the recording of a run. */
    void discard() throws IOException {
        Files.deleteIfExists(recording());
    }

    /** The archive of this build of the jar. A truncated one is ignored, since Java 17 crashes on it. */
    Optional<Path> find() throws IOException {
        for (Path archive : list()) {
            boolean complete = archive.endsWith(PREFIX + Files.size(archive));
            if (complete && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) >= 0) {
                return Optional.of(archive);
            }
        }
        return Optional.empty();
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
    }

    /** The file that a run records to. */
    Path recording() {
        return folder.resolve("recording-" + ProcessHandle.current().pid());
    }
}

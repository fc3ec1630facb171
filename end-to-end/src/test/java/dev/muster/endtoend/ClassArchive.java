package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The archive of a service's classes, which halves its start time. */
final class ClassArchive {

    private static final boolean CACHE = Runtime.version().feature() >= 25;

    private ClassArchive() {}

    /** The JVM option to use the archive of an unpacked jar. */
    static String option(Path jar, Path jvmOptions) {
        return (CACHE ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + of(jar, jvmOptions);
    }

    /** The archive of an unpacked jar with these options, which is recorded once per build. */
    static synchronized Path of(Path jar, Path jvmOptions) {
        Path archive = Path.of("target", jar.getFileName() + "-" + Runtime.version() + ".archive")
                .toAbsolutePath();
        Path recording = archive.resolveSibling(archive.getFileName() + ".recording");
        try {
            if (!isNewer(archive, jar) || !isNewer(archive, jvmOptions)) {
                Files.deleteIfExists(recording);
                record(jar, jvmOptions, recording, archive.resolveSibling(archive.getFileName() + ".log"));
                Files.move(recording, archive, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return archive;
    }

    private static boolean isNewer(Path archive, Path source) throws IOException {
        return Files.exists(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(source)) > 0;
    }

    /** Records as the image build does, without Kafka and a database. */
    private static void record(Path jar, Path jvmOptions, Path archive, Path log)
            throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + jvmOptions,
                (CACHE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive,
                "-Dspring.context.exit=onRefresh",
                "-Dspring.flyway.enabled=false",
                "-jar",
                jar.toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "JDBC_URL", "jdbc:postgresql://localhost:1/none",
                        "JDBC_PASSWORD", "none",
                        "KAFKA_BOOTSTRAP_SERVERS", "localhost:1"));
        int exitCode = builder.start().waitFor();
        assertThat(exitCode).as(Files.readString(log)).isZero();
    }
}

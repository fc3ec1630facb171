package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceArchiveIT {

    private static final int FIRST_WITH_CACHE = 25;

    @TempDir
    private Path folder = Path.of("");

    /** Records the archive as the image build does. */
    @ParameterizedTest
    @ValueSource(strings = {"ingest", "assignment"})
    void classArchiveIsRecordedWithoutKafkaAndDatabase(String name) throws Exception {
        boolean cache = Runtime.version().feature() >= FIRST_WITH_CACHE;
        Path archive = folder.resolve("classes.archive");
        Path log = folder.resolve("log");
        Path options = Path.of("../deploy/services/jvm.options");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + options));
        command.addAll(List.of(
                (cache ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive,
                "-Dspring.context.exit=onRefresh",
                "-Dspring.flyway.enabled=false",
                "-jar",
                unpacked(name).toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "JDBC_URL", "jdbc:postgresql://localhost:1/none",
                        "JDBC_PASSWORD", "none",
                        "KAFKA_BOOTSTRAP_SERVERS", "localhost:1"));

        int exitCode = builder.start().waitFor();

        assertThat(exitCode).as(Files.readString(log)).isZero();
        assertThat(archive).isRegularFile();
    }

    private static Path unpacked(String name) throws Exception {
        try (Stream<Path> files = Files.list(Path.of("..", name + "-service", "target", "service"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

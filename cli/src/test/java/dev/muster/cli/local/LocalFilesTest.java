package dev.muster.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.installation.MusterFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void secondLockFailsWithTheProcessId() {
        MusterFolder muster = new MusterFolder(folder);
        try (LocalLock first = LocalLock.acquire(muster)) {
            assertThat(first).isNotNull();
            assertThatExceptionOfType(CliException.class)
                    .isThrownBy(() -> LocalLock.acquire(muster))
                    .withMessageContaining("already running as process "
                            + ProcessHandle.current().pid())
                    .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNAVAILABLE));
        }
    }

    @Test
    void lockCanBeAcquiredAgainAfterRelease() {
        MusterFolder muster = new MusterFolder(folder);
        LocalLock.acquire(muster).close();

        LocalLock.acquire(muster).close();
    }

    @Test
    void connectionFileIsReadableByTheOwnerOnly() throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("JDBC_PASSWORD", "secret");
        variables.put("MUSTER_TOKEN", "");
        Path file = folder.resolve("local.env");

        EnvironmentFile.write(file, Map.of("JDBC_PASSWORD", "old"));
        EnvironmentFile.write(file, variables);

        assertThat(file).hasContent("JDBC_PASSWORD=secret\nMUSTER_TOKEN=\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(one -> one.endsWith("local.env"));
        assertThat(folder.resolve("local.env.new")).doesNotExist();
    }

    @Test
    void logTailOmitsStackFrames() throws Exception {
        Path log = Files.writeString(folder.resolve("a.log"), """
                starting
                java.lang.IllegalStateException: no database
                \tat some.Type.method(Type.java:1)
                \t... 7 more

                Caused by: rejected
                """);

        assertThat(LogTail.of(log))
                .isEqualTo("  starting\n  java.lang.IllegalStateException: no database\n  Caused by: rejected");
    }
}

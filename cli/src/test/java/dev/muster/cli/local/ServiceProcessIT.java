package dev.muster.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.cli.failure.CliException;
import dev.muster.localstack.service.ServiceProgram;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void serviceThatExitsEarlyIsReportedWithItsLog() throws Exception {
        Path log = folder.resolve("a-service.log");
        Files.createDirectories(folder.resolve("deploy/services"));
        Files.writeString(folder.resolve("deploy/services/jvm.options"), "");
        Files.createDirectories(folder.resolve("a-service/target/service"));
        Files.writeString(folder.resolve("a-service/target/service/broken.jar"), "no jar");
        ServiceProcess service = ServiceProcess.start(
                "a-service",
                ServiceProgram.of(folder, "a-service"),
                Ports.freeOr(1),
                Map.of("JDBC_PASSWORD", "x"),
                log);

        assertThatExceptionOfType(CliException.class)
                .isThrownBy(service::awaitReady)
                .withMessageContaining("a-service exited unexpectedly with exit code 1")
                .withMessageContaining(log.toString())
                .withMessageContaining("broken.jar");
    }

    @Test
    void orphanProcessIsTerminated() throws Exception {
        Process sleeping = new ProcessBuilder("sleep", "300").start();
        new OrphanProcesses(folder).record(sleeping.toHandle());

        assertThat(new OrphanProcesses(folder).terminate()).isEqualTo(1);

        assertThat(sleeping.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(new OrphanProcesses(folder).terminate()).isZero();
    }

    @Test
    void processWithReusedIdIsNotTerminated() throws Exception {
        Process sleeping = new ProcessBuilder("sleep", "300").start();
        try {
            Files.writeString(folder.resolve("services"), sleeping.pid() + " " + Instant.EPOCH + "\n7\nnonsense\n");

            assertThat(new OrphanProcesses(folder).terminate()).isZero();
            assertThat(sleeping.isAlive()).isTrue();
        } finally {
            sleeping.destroy();
        }
    }

    @Test
    void usedPortIsNotChosen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThat(Ports.freeOr(taken.getLocalPort())).isNotEqualTo(taken.getLocalPort());
        }
    }
}

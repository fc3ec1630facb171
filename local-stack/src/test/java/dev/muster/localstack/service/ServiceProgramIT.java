package dev.muster.localstack.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProgramIT {

    private static final int TERMINATED = 143;
    private static final int INTERRUPTED = 130;
    private static final int KILLED = 137;

    @TempDir
    private Path checkout = Path.of("");

    private Path jar = Path.of("");

    @BeforeEach
    void build() throws IOException {
        Path unpacked = Files.createDirectories(checkout.resolve("a-service/target/service"));
        jar = Files.writeString(unpacked.resolve("a-service.jar"), "a jar");
    }

    @Test
    void reportsAServiceThatIsNotBuilt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ServiceProgram.of(checkout, "another-service"))
                .withMessageContaining("another-service")
                .withMessageContaining("./muster");
    }

    @Test
    void putsTheJarAfterAllOptions() throws Exception {
        assertThat(program().arguments(List.of("-Xmx99m")))
                .startsWith("@" + checkout.resolve("deploy/services/jvm.options"))
                .endsWith("-Xmx99m", "-jar", jar.toString());
    }

    @Test
    void usesTheRecordedArchiveInTheNextRun() throws Exception {
        assertThat(program().arguments(List.of())).anyMatch(option -> option.endsWith("=" + recording()));

        recordWithExitCode(TERMINATED);

        assertThat(program().isArchived()).isTrue();
        Path kept = archive();
        assertThat(program().arguments(List.of())).anyMatch(option -> option.endsWith("=" + kept));
    }

    @Test
    void usesTheArchiveOfARunEndedByCtrlC() throws Exception {
        recordWithExitCode(INTERRUPTED);

        assertThat(program().isArchived()).isTrue();
    }

    @Test
    void deletesTheArchiveOfAKilledRun() throws Exception {
        recordWithExitCode(KILLED);

        assertThat(program().isArchived()).isFalse();
        assertThat(recording()).doesNotExist();
    }

    @Test
    void ignoresATruncatedArchive() throws Exception {
        recordWithExitCode(TERMINATED);

        Files.writeString(archive(), "all");

        assertThat(program().isArchived()).isFalse();
    }

    @Test
    void replacesTheArchiveOfAnEarlierBuild() throws Exception {
        recordWithExitCode(TERMINATED);
        Path earlier = archive();

        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(program().isArchived()).isFalse();

        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
        Files.writeString(recording(), "all of another one");
        program().keepArchive(TERMINATED);
        assertThat(program().isArchived()).isTrue();
        assertThat(earlier).doesNotExist();
    }

    @Test
    void jvmAcceptsAllOptions() throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@../deploy/services/jvm.options",
                        "-version")
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).as(said).isZero();
        assertThat(said).doesNotContainIgnoringCase("warning");
    }

    private ServiceProgram program() throws IOException {
        return ServiceProgram.of(checkout, "a-service");
    }

    private void recordWithExitCode(int exitCode) throws IOException {
        Files.writeString(recording(), "all of it");
        program().keepArchive(exitCode);
    }

    private Path recording() {
        return classes().recording();
    }

    private Path archive() throws IOException {
        return classes().find().orElseThrow();
    }

    private ClassArchive classes() {
        return new ClassArchive(checkout.resolve("a-service/target"), jar);
    }
}

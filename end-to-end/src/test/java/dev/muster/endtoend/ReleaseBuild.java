package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Builds the services of a release from the history of this repository, into {@code target/releases}. They are built
 * once; {@code mvn clean} deletes them.
 *
 * @param version the release
 * @param commit where it stands in the history
 */
record ReleaseBuild(String version, String commit) {

    private static final Path RELEASES = Path.of("target", "releases");
    private static final int BUILD_MINUTES = 10;

    /** Only the jars: this commit has passed its checks already. */
    private static final List<String> ARGUMENTS = List.of(
            "-B",
            "-q",
            "-ntp",
            "-Dmaven.test.skip=true",
            "-Dspotless.check.skip=true",
            "-Denforcer.skip=true",
            "-Djacoco.skip=true",
            "-Dmdep.skip=true",
            "-Dmaven.antrun.skip=true",
            "-pl",
            "ingest-service,assignment-service",
            "-am",
            "package");

    /** The release, built if need be; skips the test where there is no history to build it from. */
    Release release() {
        Path folder = RELEASES.resolve(version + "-" + commit);
        if (!Files.isDirectory(folder)) {
            History.assumeCommit(commit);
            build(folder);
        }
        return new Release(
                version,
                jar(folder, "ingest-service"),
                jar(folder, "assignment-service"),
                folder.resolve("deploy/services/jvm.options"));
    }

    /** A folder is there as a whole or not at all. */
    private void build(Path folder) {
        Path building = RELEASES.resolve("building");
        try {
            delete(building);
            Files.createDirectories(building);
            Path zip = building.resolve("sources.zip");
            History.archive(commit, zip);
            unpack(zip, building);
            runMaven(building);
            Files.move(building, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void runMaven(Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("muster.maven.home"), "bin", "mvn").toString()));
        if (System.getProperty("muster.maven.settings").equals("offline=true")) {
            command.add("-o");
        }
        command.add("-Dmaven.repo.local=" + System.getProperty("muster.maven.repository"));
        command.addAll(ARGUMENTS);
        Path log = folder.resolve("build.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // It compiles once and ends: what the second compiler would win, it costs.
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES);
            assertThat(ended).as("the build of the release ended; %s", log).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            ZipEntry entry = entries.getNextEntry();
            while (entry != null) {
                Path file = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.resolveSibling(""));
                    Files.copy(entries, file);
                }
                entry = entries.getNextEntry();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Path jar(Path folder, String module) {
        try (Stream<Path> files = Files.list(folder.resolve(module).resolve("target"))) {
            return files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

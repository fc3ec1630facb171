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
 * Builds the services of a release from the git history into {@code target/releases}. The result is reused until
 * {@code mvn clean}.
 *
 * @param version the release
 * @param commit the commit of the release
 */
record ReleaseBuild(String version, String commit) {

    private static final Path RELEASES = Path.of("target", "releases");
    private static final int BUILD_MINUTES = 10;

    /** Builds the jars without checks. The module names are those of the release. */
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

    /** Returns the release, built if necessary; skips the test if the history is missing. */
    Release release() {
        Path folder = RELEASES.resolve(version + "-" + commit);
        if (!Files.isDirectory(folder)) {
            GitHistory.assumeCommit(commit);
            build(folder);
        }
        List<String> options = List.of("@" + folder.resolve("deploy/services/jvm.options"));
        return new Release(
                version,
                new Release.Program(options, jar(folder, "ingest-service")),
                new Release.Program(options, jar(folder, "assignment-service")));
    }

    /** Builds in a temporary folder and renames it, so that a partial build is never used. */
    private void build(Path folder) {
        Path building = RELEASES.resolve("building");
        try {
            delete(building);
            Files.createDirectories(building);
            Path zip = building.resolve("sources.zip");
            GitHistory.archive(commit, zip);
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
        // A short-lived JVM starts faster without the C2 compiler.
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

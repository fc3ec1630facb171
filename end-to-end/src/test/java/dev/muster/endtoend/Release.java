package dev.muster.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The built services of one version.
 *
 * @param version the version, or {@code head} for those of this build
 */
record Release(String version, Program ingest, Program assignment) {

    /**
     * A service.
     *
     * @param options the JVM options
     */
    record Program(List<String> options, Path jar) {}

    /** The only release so far. */
    static final String FIRST = "0.1.0";

    /** The shipped JVM options of this build. */
    static final Path JVM_OPTIONS = Path.of("../deploy/services/jvm.options");

    private static final String HEAD = "head";
    private static final String UNDER_TEST = "muster.endtoend.release";

    /** The services of this build, unpacked and with an archive of their classes, as in their images. */
    static Release head() {
        return new Release(HEAD, archived("ingest-service"), archived("assignment-service"));
    }

    private static Program archived(String module) {
        Path jar = unpacked(module);
        return new Program(List.of("@" + JVM_OPTIONS, ClassArchive.option(jar, JVM_OPTIONS)), jar);
    }

    /** The jar of a service of this build, in a folder with its libraries. */
    static Path unpacked(String module) {
        try (Stream<Path> files = Files.list(Path.of("..", module, "target", "service"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath()
                    .normalize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A release, built from the git history; skips the test if the history is missing. */
    static Release released(String version) {
        return new ReleaseBuild(version, commit(version)).release();
    }

    /**
     * The version that the fault tests run: this build, or the release in the system property
     * {@code muster.endtoend.release}.
     */
    static Release underTest() {
        String version = System.getProperty(UNDER_TEST, HEAD);
        return version.equals(HEAD) ? head() : released(version);
    }

    /** The commit of a release. */
    static String commit(String version) {
        Properties releases = new Properties();
        try (InputStream in = Release.class.getResourceAsStream("releases.properties")) {
            releases.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String commit = releases.getProperty(version);
        if (commit == null) {
            throw new IllegalArgumentException("releases.properties has no " + version);
        }
        return commit;
    }
}

package dev.muster.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The built services of one version.
 *
 * @param version the version, or {@code head} for those of this build
 * @param ingestJar the executable jar of the ingest service
 * @param assignmentJar the executable jar of the assignment service
 * @param jvmOptions the file with the JVM options
 */
record Release(String version, Path ingestJar, Path assignmentJar, Path jvmOptions) {

    /** The only release so far. */
    static final String FIRST = "0.1.0";

    private static final String HEAD = "head";
    private static final String UNDER_TEST = "muster.endtoend.release";

    /** The jars of this build. */
    static Release head() {
        return new Release(
                HEAD,
                Path.of(System.getProperty("muster.ingest.jar")),
                Path.of(System.getProperty("muster.assignment.jar")),
                Path.of("../deploy/services/jvm.options"));
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

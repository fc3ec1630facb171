package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A released migration has been applied to users' databases, so no byte of it may change. */
class LandedMigrationsIT {

    /** Modules that were renamed after a release: released folder to current folder. */
    private static final Map<String, String> RENAMED_MODULES = Map.of("outbox", "messaging");

    @Test
    void releasedMigrationsAreUnchanged() throws Exception {
        Map<String, String> current = new TreeMap<>();
        for (String path : sums(Release.FIRST).keySet()) {
            Path file = currentFile(path);
            current.put(path, Files.exists(file) ? sum(Files.readAllBytes(file)) : "is missing");
        }

        assertThat(current).containsExactlyEntriesOf(sums(Release.FIRST));
    }

    private static Path currentFile(String releasedPath) {
        String[] parts = releasedPath.split("/", 2);
        return Path.of("..", RENAMED_MODULES.getOrDefault(parts[0], parts[0])).resolve(parts[1]);
    }

    /** Verifies the checksum list that the other test reads, which also works without the history. */
    @Test
    void checksumsMatchTheReleaseCommit() throws Exception {
        String commit = Release.commit(Release.FIRST);
        GitHistory.assumeCommit(commit);
        Map<String, String> released = new TreeMap<>();
        for (String path : GitHistory.files(commit)) {
            if (path.matches(".*/src/main/resources/db/.*\\.sql")) {
                released.put(path, sum(GitHistory.file(commit, path)));
            }
        }

        assertThat(sums(Release.FIRST)).containsExactlyEntriesOf(released);
    }

    /** Checksums by path from the root of the repository; the file has the format of sha256sum. */
    private static Map<String, String> sums(String version) throws IOException {
        TreeMap<String, String> sums = new TreeMap<>();
        try (InputStream in = LandedMigrationsIT.class.getResourceAsStream("migrations-" + version + ".sha256")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                String[] parts = line.split("  ", 2);
                sums.put(parts[1], parts[0]);
            });
        }
        return sums;
    }

    private static String sum(byte[] content) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}

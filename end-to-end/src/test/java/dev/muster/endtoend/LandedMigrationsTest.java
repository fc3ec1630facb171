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

/** A migration that was released has run on somebody's database, so that it never changes by a byte. */
class LandedMigrationsTest {

    @Test
    void theMigrationsOfARelease() throws Exception {
        Map<String, String> today = new TreeMap<>();
        for (String path : sums(Release.FIRST).keySet()) {
            Path file = Path.of("..").resolve(path);
            today.put(path, Files.exists(file) ? sum(Files.readAllBytes(file)) : "is gone");
        }

        assertThat(today).containsExactlyEntriesOf(sums(Release.FIRST));
    }

    /** So that the list that the other test reads is right, also where there is no history. */
    @Test
    void areThoseOfItsCommit() throws Exception {
        String commit = Release.commit(Release.FIRST);
        History.assumeCommit(commit);
        Map<String, String> released = new TreeMap<>();
        for (String path : History.files(commit)) {
            if (path.matches(".*/src/main/resources/db/.*\\.sql")) {
                released.put(path, sum(History.file(commit, path)));
            }
        }

        assertThat(sums(Release.FIRST)).containsExactlyEntriesOf(released);
    }

    /** As sha256sum prints them: a sum and a path from the root of the repository. */
    private static Map<String, String> sums(String version) throws IOException {
        TreeMap<String, String> sums = new TreeMap<>();
        try (InputStream in = LandedMigrationsTest.class.getResourceAsStream("migrations-" + version + ".sha256")) {
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

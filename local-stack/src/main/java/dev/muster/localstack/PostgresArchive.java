package dev.muster.localstack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The compressed archive of PostgreSQL's programs for this machine, from the class path. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PostgresArchive(String name, byte[] packed) {

    private static final int DIGEST_DIGITS = 16;

    static PostgresArchive ofThisMachine() throws IOException {
        String name = nameFor(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (InputStream in = PostgresArchive.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new LocalStackException(
                        LocalStackException.Code.PLATFORM_NOT_SUPPORTED,
                        "there is no " + name + " on the class path: on this machine, use docker-compose up,"
                                + " or tests with -Dmuster.test.infrastructure=testcontainers");
            }
            return new PostgresArchive(name, in.readAllBytes());
        }
    }

    static String nameFor(String system, String processor) {
        String lowerCase = system.toLowerCase(Locale.ROOT);
        String family = lowerCase.startsWith("mac") ? "darwin" : lowerCase;
        String architecture = switch (processor) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> processor;
        };
        return "postgres-" + family + "-" + architecture + ".txz";
    }

    /** Identifies the content. */
    String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(packed);
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void unpackInto(Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(packed)))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                unpack(entry, tar, entry.resolveIn(folder));
                entry = tar.getNextEntry();
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        if (entry.getName().contains("bin/")) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}

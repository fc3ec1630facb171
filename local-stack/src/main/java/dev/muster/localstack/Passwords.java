package dev.muster.localstack;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The passwords of the database roles: generated once for a data folder and stored in it, readable by its owner only.
 */
record Passwords(String admin, String ingest, String assignment) {

    private static final String FILE = "passwords.properties";
    private static final int BYTES = 24;

    static Passwords of(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve(FILE);
        if (!Files.exists(file)) {
            Passwords generated = generate();
            OwnerOnly.write(file, generated.toLines());
            return generated;
        }
        return read(file);
    }

    /** Without the passwords, since records end up in logs. */
    @Override
    public String toString() {
        return "Passwords";
    }

    private static Passwords generate() {
        SecureRandom random = new SecureRandom();
        return new Passwords(generate(random), generate(random), generate(random));
    }

    private static String generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String toLines() {
        return "admin=" + admin + "\ningest=" + ingest + "\nassignment=" + assignment + "\n";
    }

    private static Passwords read(Path file) throws IOException {
        Properties stored = new Properties();
        stored.load(new StringReader(Files.readString(file)));
        return new Passwords(
                required(stored, "admin", file),
                required(stored, "ingest", file),
                required(stored, "assignment", file));
    }

    private static String required(Properties stored, String name, Path file) {
        String password = stored.getProperty(name);
        if (password == null) {
            throw new UncheckedIOException(new IOException(file + " has no line " + name + "="));
        }
        return password;
    }
}

package dev.muster.cli.local;

import dev.muster.cli.installation.MusterFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Redirects the log output of the broker and clients in this process to a file; the terminal shows progress only. */
final class LocalLog {

    private LocalLog() {}

    /** Redirects standard error, which the logger writes to. */
    static void redirectStandardError(MusterFolder folder) throws IOException {
        OutputStream file = Files.newOutputStream(of(folder));
        System.setErr(new PrintStream(file, true, StandardCharsets.UTF_8));
    }

    static Path of(MusterFolder folder) {
        return folder.logs().resolve("kafka.log");
    }
}

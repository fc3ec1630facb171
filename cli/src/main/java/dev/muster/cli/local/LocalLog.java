package dev.muster.cli.local;

import dev.muster.cli.kafka.MusterFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the broker and the clients in this process log goes to a file; the terminal belongs to the progress. */
final class LocalLog {

    private LocalLog() {}

    /** From here on standard error, which the logger writes to, is the file; the command's own lines are not. */
    static void begin(MusterFolder folder) throws IOException {
        OutputStream file = Files.newOutputStream(of(folder));
        System.setErr(new PrintStream(file, true, StandardCharsets.UTF_8));
    }

    static Path of(MusterFolder folder) {
        return folder.logs().resolve("kafka.log");
    }
}

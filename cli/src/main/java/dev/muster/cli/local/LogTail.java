package dev.muster.cli.local;

import dev.muster.cli.failure.Cause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the end of a log file for error messages. */
final class LogTail {

    private static final int LINES = 12;
    private static final int MAX_LINE_CHARACTERS = 400;
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at |\\.\\.\\. \\d+ ).*");

    private LogTail() {}

    /** Returns the last lines, indented, without empty lines and stack frames. */
    static String of(Path log) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line ->
                            !line.isBlank() && !STACK_FRAME.matcher(line).matches())
                    .toList();
            return String.join(
                    "\n",
                    lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                            .map(line -> "  " + line.substring(0, Math.min(line.length(), MAX_LINE_CHARACTERS)))
                            .toList());
        } catch (IOException e) {
            return "  (cannot read the log: " + Cause.of(e) + ")";
        }
    }
}

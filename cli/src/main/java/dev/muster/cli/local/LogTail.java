package dev.muster.cli.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The end of a log, for a message that says that something failed. */
final class LogTail {

    private static final int LINES = 12;
    private static final int MAX_CHARACTERS_A_LINE = 400;
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at |\\.\\.\\. \\d+ ).*");

    private LogTail() {}

    /** The last lines that are neither empty nor the frames of a stack trace, indented. */
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
                            .map(line -> "  " + line.substring(0, Math.min(line.length(), MAX_CHARACTERS_A_LINE)))
                            .toList());
        } catch (IOException e) {
            return "  (cannot be read: " + e + ")";
        }
    }
}

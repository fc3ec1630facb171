package dev.muster.cli.installation;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a token from a file or from standard input. */
public final class TokenInput {

    private static final String STANDARD_INPUT = "-";

    private TokenInput() {}

    /** The token in the file; {@code -} is standard input. */
    public static MusterToken read(String file) {
        String title = file.equals(STANDARD_INPUT) ? "standard input" : file;
        try {
            String text = file.equals(STANDARD_INPUT)
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
            return MusterToken.of(text.strip(), "the text of " + title);
        } catch (IOException e) {
            throw CliException.usage("cannot read the token from " + title + ": " + Cause.of(e));
        }
    }
}

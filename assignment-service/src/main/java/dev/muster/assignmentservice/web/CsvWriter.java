package dev.muster.assignmentservice.web;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Writes rows of CSV (RFC 4180) in UTF-8. Errors of the stream are {@link UncheckedIOException}s. */
public final class CsvWriter {

    public static final MediaType TYPE = new MediaType("text", "csv", StandardCharsets.UTF_8);

    /** What a spreadsheet may take for the beginning of a formula. */
    private static final String FORMULA_BEGINNINGS = "=+-@\t\r";

    private final Writer out;

    public CsvWriter(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /** The text with an apostrophe before what a spreadsheet would compute as a formula. */
    public static @Nullable String neutralized(@Nullable String value) {
        return value != null && !value.isEmpty() && FORMULA_BEGINNINGS.indexOf(value.charAt(0)) >= 0
                ? "'" + value
                : value;
    }

    /** Writes a row; null is an empty cell. */
    public void row(@Nullable String... values) {
        try {
            for (int i = 0; i < values.length; i++) {
                if (i > 0) {
                    out.write(',');
                }
                cell(values[i]);
            }
            out.write("\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cell(@Nullable String value) throws IOException {
        if (value == null) {
            return;
        }
        boolean plain = value.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        out.write(plain ? value : '"' + value.replace("\"", "\"\"") + '"');
    }

    public void flush() throws IOException {
        out.flush();
    }
}

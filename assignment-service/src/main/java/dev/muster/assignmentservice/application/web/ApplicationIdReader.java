package dev.muster.assignmentservice.application.web;

import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads application ids from CSV (RFC 4180): the column {@code application_id}, row by row, in constant memory. The first row
 * names the columns; a byte order mark is skipped.
 */
final class ApplicationIdReader {

    static final int MAX_ROWS = 1_000_000;
    static final long MAX_BYTES = 256L << 20;

    private static final String COLUMN = "application_id";
    private static final int MAX_FIELD = 10_000;
    private static final int MAX_COLUMNS = 100;
    private static final int MAX_ID = 500;
    private static final int BATCH = 5_000;
    private static final int END = -1;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final BufferedReader reader;
    private int rows;

    private ApplicationIdReader(InputStream in) {
        reader = new BufferedReader(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /**
     * Passes the ids of a request's body in batches. A body that says that it is too large is not read.
     *
     * @param digest receives all bytes
     * @throws ApiException when the text is no such CSV, or too large
     */
    static void read(HttpServletRequest request, MessageDigest digest, Consumer<List<String>> batches)
            throws IOException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw tooLarge();
        }
        read(request.getInputStream(), digest, batches);
    }

    /** The same for a text of unknown length. */
    static void read(InputStream in, MessageDigest digest, Consumer<List<String>> batches) throws IOException {
        try {
            new ApplicationIdReader(new DigestInputStream(new LimitedStream(in), digest)).read(batches);
        } catch (CharacterCodingException e) {
            throw ApiException.invalid("body", "is not UTF-8", null);
        }
    }

    private void read(Consumer<List<String>> batches) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        List<String> names = new ArrayList<>();
        int column = readRow(names) ? names.indexOf(COLUMN) : END;
        if (column < 0) {
            throw ApiException.invalid("body", "the first row must have the column " + COLUMN, null);
        }
        List<String> batch = new ArrayList<>();
        List<String> row = new ArrayList<>();
        while (readRow(row)) {
            if (row.size() == 1 && row.get(0).isEmpty()) {
                continue;
            }
            if (++rows > MAX_ROWS) {
                throw ApiException.of(Kind.TOO_LARGE, "too_large", "a file has at most " + MAX_ROWS + " rows");
            }
            if (row.size() != names.size()) {
                throw ApiException.invalid(
                        "body", "row " + (rows + 1) + " has " + row.size() + " columns, not " + names.size(), null);
            }
            String id = row.get(column);
            if (id.length() > MAX_ID || id.indexOf('\0') >= 0) {
                throw ApiException.invalid(
                        "body",
                        "the application_id in row " + (rows + 1) + " has more than " + MAX_ID
                                + " characters or U+0000",
                        null);
            }
            batch.add(id);
            if (batch.size() == BATCH) {
                batches.accept(batch);
                batch = new ArrayList<>();
            }
        }
        if (!batch.isEmpty()) {
            batches.accept(batch);
        }
    }

    /** Reads a row into the list; false at the end. */
    private boolean readRow(List<String> fields) throws IOException {
        fields.clear();
        int next = reader.read();
        if (next == END) {
            return false;
        }
        while (true) {
            StringBuilder field = new StringBuilder();
            next = next == '"' ? readQuoted(field) : readPlain(next, field);
            if (fields.size() == MAX_COLUMNS) {
                throw malformed("there are more than " + MAX_COLUMNS + " columns");
            }
            fields.add(field.toString());
            if (next != ',') {
                break;
            }
            next = reader.read();
        }
        if (next == '\r') {
            next = reader.read();
        }
        if (next != '\n' && next != END) {
            throw malformed("a quote or a line end is misplaced");
        }
        return true;
    }

    private int readPlain(int first, StringBuilder field) throws IOException {
        int next = first;
        while (next != ',' && next != '\r' && next != '\n' && next != END) {
            append(next, field);
            next = reader.read();
        }
        return next;
    }

    private int readQuoted(StringBuilder field) throws IOException {
        while (true) {
            int next = reader.read();
            if (next == END) {
                throw malformed("a quoted field does not end");
            }
            if (next == '"') {
                next = reader.read();
                if (next != '"') {
                    return next;
                }
            }
            append(next, field);
        }
    }

    private void append(int character, StringBuilder field) {
        if (field.length() == MAX_FIELD) {
            throw malformed("a field has more than " + MAX_FIELD + " characters");
        }
        field.append((char) character);
    }

    private ApiException malformed(String message) {
        return ApiException.invalid("body", message + " in row " + (rows + 1), null);
    }

    private static ApiException tooLarge() {
        return ApiException.of(Kind.TOO_LARGE, "too_large", "a file has at most " + (MAX_BYTES >> 20) + " MiB");
    }

    private static final class LimitedStream extends FilterInputStream {

        private long read;

        LimitedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int more) {
            read += more;
            if (read > MAX_BYTES) {
                throw tooLarge();
            }
        }
    }
}

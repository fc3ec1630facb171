package dev.muster.assignmentservice.application.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.assignmentservice.web.ApiException;
import dev.muster.text.Sha256;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Bounds of files and filters. */
class ApplicationIdReaderTest {

    private long ids;

    @Test
    void aMillionRowsAreReadAndNoMore() throws Exception {
        ApplicationIdReader.read(
                new Rows("unknown_mail1", 1_000_000), Sha256.newDigest(), batch -> ids += batch.size());

        assertThat(ids).isEqualTo(1_000_000);
        assertThatThrownBy(() -> ApplicationIdReader.read(new Rows("x", 1_000_001), Sha256.newDigest(), batch -> {}))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("a file has at most 1000000 rows");
    }

    @Test
    void aFileThatDoesNotSayHowLargeItIsEndsAfter256Mebibytes() {
        Rows rows = new Rows("x".repeat(499), 630_000);
        assertThat(rows.bytes()).isGreaterThan(300L << 20);

        assertThatThrownBy(() -> ApplicationIdReader.read(rows, Sha256.newDigest(), batch -> {}))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("a file has at most 256 MiB");
    }

    @Test
    void aFilterThatMatchesTooManyIsRefused() {
        Consumer<List<String>> bounded = BulkSelections.atMost(3, batch -> ids += batch.size());

        bounded.accept(List.of("a", "b", "c"));
        assertThatThrownBy(() -> bounded.accept(List.of("d")))
                .isInstanceOf(ApiException.class)
                .extracting(e -> ((ApiException) e).problems().get(0).message())
                .asString()
                .contains("matches more than 3 applications");
        assertThat(ids).isEqualTo(3);
    }

    /** A file with the same id in each row. */
    private static final class Rows extends InputStream {

        private static final byte[] HEADER = "application_id\n".getBytes(US_ASCII);
        private final byte[] row;
        private final long bytes;
        private long position;

        Rows(String id, int rows) {
            row = (id + "\n").getBytes(US_ASCII);
            bytes = HEADER.length + (long) rows * row.length;
        }

        long bytes() {
            return bytes;
        }

        @Override
        public int read() {
            if (position == bytes) {
                return -1;
            }
            long at = position++;
            return at < HEADER.length ? HEADER[(int) at] : row[(int) ((at - HEADER.length) % row.length)];
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = 0;
            while (count < length && position < bytes) {
                target[offset + count++] = (byte) read();
            }
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}

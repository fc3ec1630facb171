package dev.muster.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.assignment.AssignOrganization;
import dev.muster.assignment.AssignmentCommand;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import dev.muster.schemas.UnreadableValueException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleObjectCodecTest {

    private final SingleObjectCodec<InventoryReport> codec = SingleObjectCodec.of(InventoryReport.class);

    @Test
    void decodesWhatItEncoded() throws UnreadableValueException {
        assertThat(codec.decode(codec.encode(report()))).isEqualTo(report());
    }

    /** The documentation shows these bytes for implementations in other languages. */
    @Test
    void encodesTheDocumentedCommand() {
        AssignmentCommand command = AssignmentCommand.newBuilder()
                .setCommandId(UUID.fromString("6f1c1a34-51c6-4f43-9a4c-0d8a3c6b2f10"))
                .setIssuedAt(Instant.parse("2026-11-21T12:00:00Z"))
                .setIssuedBy("alice")
                .setApplicationId("sys_abc123_mail1")
                .setAction(new AssignOrganization("akkbs6x2wo82"))
                .build();

        String hex = HexFormat.of()
                .formatHex(SingleObjectCodec.of(AssignmentCommand.class).encode(command));

        assertThat(hex)
                .isEqualTo(WorkedExample.hexOf("docs/producers.md", "assignment-command"))
                .isEqualTo(WorkedExample.hexOf("docs/wire-format.md", "assignment-command"));
    }

    @Test
    void encodesTheDocumentedReport() {
        String hex = HexFormat.of().formatHex(codec.encode(report()));

        assertThat(hex).isEqualTo(WorkedExample.hexOf("docs/wire-format.md", "inventory-report"));
    }

    @Test
    void rejectsAnEmptyValue() {
        assertUnreadable(() -> codec.decode(null), Reason.VALUE_EMPTY);
        assertUnreadable(() -> codec.decode(new byte[0]), Reason.VALUE_EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"report_id\": 1}", "\u00c3", "\0\0\0\0\u0007anything", "short"})
    void rejectsOtherEncodings(String value) {
        assertUnreadable(() -> codec.decode(value.getBytes(StandardCharsets.ISO_8859_1)), Reason.NOT_SINGLE_OBJECT);
    }

    @Test
    void rejectsAnUnknownFingerprint() {
        assertUnreadable(() -> codec.decode(changed(codec.encode(report()), 5)), Reason.SCHEMA_UNKNOWN);
    }

    @Test
    void rejectsTheRecordOfAnotherTopic() {
        byte[] other = SingleObjectCodec.of(AssignmentCommand.class)
                .encode(AssignmentCommand.newBuilder()
                        .setCommandId(new UUID(1, 2))
                        .setIssuedAt(Instant.EPOCH)
                        .setIssuedBy("a")
                        .setApplicationId("b")
                        .setAction(new AssignOrganization("c"))
                        .build());

        assertUnreadable(() -> codec.decode(other), Reason.SCHEMA_UNKNOWN);
    }

    @Test
    void recognizesItsRecordsByTheirHeader() {
        byte[] own = codec.encode(report());

        assertThat(codec.reads(own)).isTrue();
        assertThat(codec.reads(changed(own, 5))).isFalse();
        assertThat(codec.reads(Arrays.copyOf(own, ReleasedSchemas.HEADER_BYTES - 1)))
                .isFalse();
        assertThat(codec.reads(null)).isFalse();
    }

    @Test
    void rejectsTruncatedAndExtendedValues() {
        byte[] whole = codec.encode(report());

        for (int length = ReleasedSchemas.HEADER_BYTES; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertUnreadable(() -> codec.decode(cut), Reason.MALFORMED);
        }
        assertUnreadable(() -> codec.decode(Arrays.copyOf(whole, whole.length + 1)), Reason.MALFORMED);
    }

    @Test
    void rejectsInvalidUtf8WithoutReplacement() throws UnreadableValueException {
        byte[] value = codec.encode(report());
        byte[] name = "sys_abc123".getBytes(StandardCharsets.UTF_8);
        int at = indexOf(value, name);
        value[at + 1] = (byte) 0xfc;
        assertUnreadable(() -> codec.decode(value), Reason.MALFORMED);

        byte[] replacement = "\ufffd".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(replacement, 0, value, at, replacement.length);
        assertThat(codec.decode(value).getSystemId()).isEqualTo("\ufffd_abc123");
    }

    private static int indexOf(byte[] value, byte[] part) {
        int at = 0;
        while (!Arrays.equals(value, at, at + part.length, part, 0, part.length)) {
            at++;
        }
        return at;
    }

    @Test
    void doesNotAllocateForAHostileLength() {
        byte[] header = Arrays.copyOf(codec.encode(report()), ReleasedSchemas.HEADER_BYTES);
        // The first field is a string: its length, as a zig-zag varint, is two thousand million.
        byte[] hostile = Arrays.copyOf(header, header.length + 5);
        System.arraycopy(HexFormat.of().parseHex("80d0acf30e"), 0, hostile, header.length, 5);

        assertUnreadable(() -> codec.decode(hostile), Reason.MALFORMED);
    }

    private static InventoryReport report() {
        return InventoryReport.newBuilder()
                .setReportId(UUID.fromString("0d9f4a52-8f4e-4be5-b6a1-2f4f3c1f9a01"))
                .setSystemId("sys_abc123")
                .setCollector("dpkg/1")
                .setCollectedAt(Instant.parse("2026-11-21T12:00:00Z"))
                .setReceipt(true)
                .setApplications(List.of(ReportedApplication.newBuilder()
                        .setModuleId("mail1")
                        .setInstanceOf("mail")
                        .setVersion("1.2.3")
                        .build()))
                .build();
    }

    private static byte[] changed(byte[] bytes, int position) {
        bytes[position] ^= 0x55;
        return bytes;
    }

    private static void assertUnreadable(ThrowingCallable decoding, Reason reason) {
        assertThatThrownBy(decoding)
                .isInstanceOfSatisfying(
                        UnreadableValueException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }
}

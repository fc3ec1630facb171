package dev.muster.cli.inventory;

import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportScope;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The valid reports of one system on {@code inventory.reports}, which retains them for 7 days. */
final class ReceivedReports {

    /** A report is at most this much older, by the broker's time, than its collected_at says. */
    private static final Duration MAX_AHEAD = Duration.ofMinutes(10);

    /** Ids are compared as unsigned numbers, as the service does. */
    private static final Comparator<UUID> UNSIGNED = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    /** The order of a system's reports. */
    static final Comparator<InventoryReport> ORDER = Comparator.comparing(InventoryReport::getCollectedAt)
            .thenComparingLong(InventoryReport::getSequence)
            .thenComparing(InventoryReport::getReportId, UNSIGNED);

    private final KafkaConnection connection;
    private final SingleObjectCodec<InventoryReport> codec = SingleObjectCodec.of(InventoryReport.class);

    ReceivedReports(KafkaConnection connection) {
        this.connection = connection;
    }

    /** The received reports that equal or follow the given one in the order of its system. */
    List<InventoryReport> from(InventoryReport report) {
        List<InventoryReport> found = new ArrayList<>();
        try (TopicReader reader = TopicReader.since(
                connection,
                List.of(Topics.INVENTORY_REPORTS),
                report.getCollectedAt().minus(MAX_AHEAD))) {
            read(reader, report.getSystemId(), received -> {
                if (ORDER.compare(received, report) >= 0) {
                    found.add(received);
                }
            });
        }
        return found;
    }

    /** The newest received snapshot before the given report, and the partial reports between the two, in any order. */
    List<InventoryReport> sinceSnapshotBefore(InventoryReport report) {
        List<InventoryReport> found = new ArrayList<>();
        try (TopicReader reader = TopicReader.fromBeginning(connection, List.of(Topics.INVENTORY_REPORTS))) {
            read(reader, report.getSystemId(), received -> {
                if (ORDER.compare(received, report) < 0) {
                    addSinceSnapshot(found, received);
                }
            });
        }
        return found;
    }

    /** Adds a report unless a later snapshot is there; a snapshot removes what is before it. */
    static void addSinceSnapshot(List<InventoryReport> reports, InventoryReport received) {
        boolean superseded = reports.stream()
                .anyMatch(other -> other.getScope() == ReportScope.SNAPSHOT && ORDER.compare(other, received) >= 0);
        if (!superseded) {
            if (received.getScope() == ReportScope.SNAPSHOT) {
                reports.removeIf(other -> ORDER.compare(other, received) < 0);
            }
            reports.add(received);
        }
    }

    private void read(TopicReader reader, String systemId, Consumer<InventoryReport> action) {
        byte[] key = systemId.getBytes(StandardCharsets.UTF_8);
        reader.readToEnd(record -> {
            if (Arrays.equals(record.key(), key)) {
                decode(record)
                        .filter(received -> received.getSystemId().equals(systemId))
                        .ifPresent(action);
            }
        });
    }

    /** Empty for a record that became a dead letter. */
    private Optional<InventoryReport> decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            InventoryReport report = codec.decode(record.value());
            return ReportValidation.check(report, record.value().length, Instant.ofEpochMilli(record.timestamp()))
                            == null
                    ? Optional.of(report)
                    : Optional.empty();
        } catch (UnreadableValueException e) {
            return Optional.empty();
        }
    }
}

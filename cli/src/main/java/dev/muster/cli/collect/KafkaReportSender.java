package dev.muster.cli.collect;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.Publisher;
import dev.muster.schemas.Topics;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** Publishes reports to {@code inventory.reports}; they are sent when all in-sync replicas have them. */
public final class KafkaReportSender implements ReportSender {

    private final Supplier<KafkaConnection> connections;
    private @Nullable Publisher publisher;

    /** Creates a sender; the settings are read again for each connection. */
    public KafkaReportSender(Supplier<KafkaConnection> connections) {
        this.connections = connections;
    }

    @Override
    public String send(EncodedReport report) throws DeliveryException {
        try {
            return publisher()
                    .publish(Topics.INVENTORY_REPORTS, report.report().getSystemId(), report.value())
                    .toString();
        } catch (CliException e) {
            String message = String.valueOf(e.getMessage());
            throw e.getCause() instanceof RecordTooLargeException
                    ? DeliveryException.permanent(message)
                    : DeliveryException.temporary(message);
        }
    }

    private Publisher publisher() {
        if (publisher == null) {
            KafkaConnection connection = connections.get();
            connection.requireTopics(List.of(Topics.INVENTORY_REPORTS));
            publisher = Publisher.open(connection);
        }
        return publisher;
    }

    @Override
    public void release() {
        Publisher open = publisher;
        publisher = null;
        if (open != null) {
            try {
                open.close();
            } catch (KafkaException e) {
                // Interrupted by the end of the program. Nothing is lost: what was sent is acknowledged.
            }
        }
    }
}

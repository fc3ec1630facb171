package dev.muster.cli.inventory;

import dev.muster.cli.collect.HostInventory;
import dev.muster.cli.collect.HostName;
import dev.muster.cli.collect.ReportLimits;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.json.Printer;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.json.ReportJson;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.KafkaOptions;
import dev.muster.cli.kafka.Publisher;
import dev.muster.cli.kafka.RequestReply;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReportReceipt;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster report}. */
@Command(
        name = "report",
        description =
                "Publishes the inventory of this host, or a report from a file, to " + Topics.INVENTORY_REPORTS + ".",
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

    private static final Set<ReceiptStatus> SUCCESSFUL =
            EnumSet.of(ReceiptStatus.APPLIED, ReceiptStatus.UNCHANGED, ReceiptStatus.DUPLICATE);

    @Option(names = "--system", paramLabel = "ID", description = "The system id. Default: the host name.")
    private @Nullable String system;

    @Option(
            names = "--file",
            paramLabel = "REPORT.JSON",
            description = "Publish this report instead, in the format of collect --json.")
    private @Nullable Path file;

    @Option(
            names = "--receipt",
            description = "Request a receipt, wait for it and print it; exit with 1 if the report was not applied.")
    private boolean receipt;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Declare that the next report comes within this time, 60s to 31d: without a sign of life, the"
                    + " system is STALE after 1.5 times that and MISSING after 7 times. Publishes once; run it again in"
                    + " time, or use collect --every.")
    private @Nullable Duration every;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private Printer printer = new Printer();

    @Override
    public Integer call() {
        InventoryReport report = report();
        KafkaConnection connection = kafka.connection();
        return report.getReceipt() ? publishAndWait(connection, report) : publish(connection, report);
    }

    private InventoryReport report() {
        Integer nextReportWithin = every == null ? null : ReportInterval.seconds(every);
        String systemId = system == null ? HostName.get() : system;
        InventoryReport report =
                file == null ? HostInventory.collect(systemId, receipt) : ReportJson.read(file, systemId, receipt);
        ReportLimits.check(report);
        return nextReportWithin == null ? report : ReportInterval.declare(report, nextReportWithin);
    }

    private int publish(KafkaConnection connection, InventoryReport report) {
        connection.requireTopics(List.of(Topics.INVENTORY_REPORTS));
        try (Publisher publisher = Publisher.open(connection)) {
            RecordMetadata sent = publisher.publish(Topics.INVENTORY_REPORTS, report.getSystemId(), encode(report));
            ObjectNode result = RecordJson.MAPPER.createObjectNode();
            result.put("report_id", report.getReportId().toString());
            result.put("system_id", report.getSystemId());
            result.put("applications", report.getApplications().size());
            result.put("topic", sent.topic());
            result.put("partition", sent.partition());
            result.put("offset", sent.offset());
            printer.print(result, published(report) + " as " + sent);
            return ExitCode.OK;
        }
    }

    private int publishAndWait(KafkaConnection connection, InventoryReport report) {
        try (RequestReply<ReportReceipt> exchange = RequestReply.open(
                connection, Topics.INVENTORY_REPORTS, Topics.INVENTORY_RECEIPTS, ReportReceipt.class)) {
            ReportReceipt received = exchange.request(
                    report.getSystemId(),
                    encode(report),
                    Optional.empty(),
                    reply -> reply.getReportId().equals(report.getReportId()));
            printer.print(received, line(received));
            return SUCCESSFUL.contains(received.getStatus()) ? ExitCode.OK : ExitCode.REJECTED;
        }
    }

    private static byte[] encode(InventoryReport report) {
        return SingleObjectCodec.of(InventoryReport.class).encode(report);
    }

    private static String published(InventoryReport report) {
        return "report " + report.getReportId() + " of " + report.getSystemId() + " with "
                + report.getApplications().size() + " applications published";
    }

    private static String line(ReportReceipt receipt) {
        String reason = receipt.getReason() == null ? "" : " " + receipt.getReason();
        String message = receipt.getMessage().isEmpty() ? "" : ": " + receipt.getMessage();
        return receipt.getStatus() + reason + message + " (appeared " + receipt.getAppeared() + ", changed "
                + receipt.getChanged() + ", removed " + receipt.getRemoved() + ", returned " + receipt.getReturned()
                + ", held " + receipt.getHeld() + (receipt.getLate() ? "; late" : "") + ")";
    }
}

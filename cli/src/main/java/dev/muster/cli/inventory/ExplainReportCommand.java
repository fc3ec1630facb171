package dev.muster.cli.inventory;

import dev.muster.cli.collect.HostName;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.inventory.ReportExplanation.Effect;
import dev.muster.cli.inventory.ReportExplanation.FieldChange;
import dev.muster.cli.inventory.ReportExplanation.Result;
import dev.muster.cli.json.Printer;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.json.ReportJson;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.KafkaOptions;
import dev.muster.inventory.ApplicationChange;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReceiptStatus;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster explain-report}. */
@Command(
        name = "explain-report",
        description = {
            "Explains what a report would change in the inventory, without publishing it.",
            "Compares it with " + Topics.INVENTORY_APPLICATIONS + " and " + Topics.INVENTORY_REPORTS
                    + ", which it reads as a whole or in part. Exits as report --receipt would: 1 if the report would be"
                    + " rejected or its removals held back."
        },
        mixinStandardHelpOptions = true)
public final class ExplainReportCommand implements Callable<Integer> {

    private static final Set<ReceiptStatus> SUCCESSFUL =
            EnumSet.of(ReceiptStatus.APPLIED, ReceiptStatus.UNCHANGED, ReceiptStatus.DUPLICATE);
    private static final int MAX_SHOWN = 80;

    @Parameters(paramLabel = "REPORT.JSON", description = "The report, in the format of collect --json.")
    private Path file = Path.of("");

    @Option(
            names = "--system",
            paramLabel = "ID",
            description = "The system id of a report without one. Default: the host name.")
    private @Nullable String system;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private Printer printer = new Printer();

    @Override
    public Integer call() {
        InventoryReport report = ReportJson.read(file, system == null ? HostName.get() : system, false);
        Result result = explain(report);
        if (printer.isJson()) {
            printer.line(json(report, result).toPrettyString());
        } else {
            print(report, result);
        }
        return SUCCESSFUL.contains(result.status()) ? ExitCode.OK : ExitCode.REJECTED;
    }

    private Result explain(InventoryReport report) {
        KafkaConnection connection = kafka.connection();
        int bytes = SingleObjectCodec.of(InventoryReport.class).encode(report).length;
        ReportValidation.Rejection rejection = ReportValidation.check(report, bytes, Instant.now());
        if (rejection != null) {
            return Result.rejected(rejection);
        }
        connection.requireTopics(List.of(Topics.INVENTORY_REPORTS, Topics.INVENTORY_APPLICATIONS));
        ReceivedReports received = new ReceivedReports(connection);
        return ReportExplanation.of(
                report,
                LiveApplications.read(connection, report.getSystemId()),
                received.from(report),
                () -> received.sinceSnapshotBefore(report));
    }

    private void print(InventoryReport report, Result result) {
        for (Effect effect : result.effects()) {
            if (effect.held()) {
                printer.row("HELD      " + effect.moduleId() + ": the brake would hold its removal back");
            } else if (effect.change() != null) {
                printer.row(String.format("%-9s %s", effect.change(), effect.moduleId()));
                effect.fields()
                        .forEach(field -> printer.row("          " + field.name() + ": " + shown(field.before())
                                + " -> " + shown(field.after())));
            }
        }
        ReportValidation.Rejection rejection = result.rejection();
        printer.row("the report of " + report.getSystemId() + " would be " + result.status()
                + (rejection == null ? "" : " " + rejection.reason() + ": " + rejection.message())
                + " (appeared " + result.count(ApplicationChange.APPEARED)
                + ", changed " + result.count(ApplicationChange.CHANGED)
                + ", removed " + result.count(ApplicationChange.REMOVED)
                + ", returned " + result.count(ApplicationChange.RETURNED)
                + ", held " + result.held()
                + ", unchanged " + result.unchanged()
                + (result.late() ? "; late" : "") + ")");
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "none";
        }
        return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
    }

    private static ObjectNode json(InventoryReport report, Result result) {
        ObjectNode json = RecordJson.MAPPER.createObjectNode();
        json.put("report_id", report.getReportId().toString());
        json.put("system_id", report.getSystemId());
        json.put("status", result.status().name());
        ReportValidation.Rejection rejection = result.rejection();
        json.put("reason", rejection == null ? null : rejection.reason());
        json.put("message", rejection == null ? "" : rejection.message());
        json.put("late", result.late());
        json.put("appeared", result.count(ApplicationChange.APPEARED));
        json.put("changed", result.count(ApplicationChange.CHANGED));
        json.put("removed", result.count(ApplicationChange.REMOVED));
        json.put("returned", result.count(ApplicationChange.RETURNED));
        json.put("held", result.held());
        json.put("unchanged", result.unchanged());
        ArrayNode applications = json.putArray("applications");
        result.effects().forEach(effect -> add(applications, report.getSystemId(), effect));
        return json;
    }

    private static void add(ArrayNode applications, String systemId, Effect effect) {
        ApplicationChange change = effect.change();
        ObjectNode application = applications.addObject();
        application.put("application_id", systemId + "_" + effect.moduleId());
        application.put("change", effect.held() ? "HELD" : change == null ? "UNCHANGED" : change.name());
        ObjectNode fields = application.putObject("fields");
        for (FieldChange field : effect.fields()) {
            ObjectNode values = fields.putObject(field.name());
            values.put("before", field.before());
            values.put("after", field.after());
        }
    }
}

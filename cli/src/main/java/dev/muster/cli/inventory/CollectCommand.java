package dev.muster.cli.inventory;

import dev.muster.cli.collect.CollectorLog;
import dev.muster.cli.collect.ContinuousCollector;
import dev.muster.cli.collect.HostInventory;
import dev.muster.cli.collect.HostName;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.json.Printer;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.terminal.TerminalText;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster collect}. */
@Command(
        name = "collect",
        description = {
            "Collects the packages and services of this host and prints the report without publishing it; with --every,"
                    + " keeps reporting.",
            "With --every, each report is first written to a spool on disk and sent until Muster has it, so that it"
                    + " survives the lack of network and power. Ends with SIGTERM."
        },
        mixinStandardHelpOptions = true)
public final class CollectCommand implements Callable<Integer> {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final String ROW = "%-8s %-44s %-32s %s";

    @Option(names = "--system", paramLabel = "ID", description = "The system id. Default: the host name.")
    private @Nullable String system;

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Mixin
    private Printer printer = new Printer();

    @Override
    public Integer call() {
        String systemId = system == null ? HostName.get() : system;
        Duration every = reporting.every();
        return every == null ? print(systemId) : keepReporting(systemId, every);
    }

    private int keepReporting(String systemId, Duration every) {
        int seconds = ReportInterval.seconds(every);
        ContinuousCollector collector = ContinuousCollector.create(
                () -> ReportInterval.declare(HostInventory.collect(systemId, false), seconds),
                reporting.spool(),
                reporting.sender(systemId),
                new Log(printer),
                every);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> collector.stop(STOP_TIMEOUT), "stop-collect"));
        collector.run();
        return ExitCode.OK;
    }

    /** Prints a line for each report that was sent, and warnings to standard error. */
    private record Log(Printer printer) implements CollectorLog {

        @Override
        public void sent(InventoryReport report, String where, int waiting) {
            if (printer.isJson()) {
                ObjectNode line = RecordJson.MAPPER.createObjectNode();
                line.put("report_id", report.getReportId().toString());
                line.put("system_id", report.getSystemId());
                line.put("collected_at", report.getCollectedAt().toString());
                line.put("applications", report.getApplications().size());
                line.put("sent_to", where);
                line.put("waiting", waiting);
                printer.line(line.toString());
            } else {
                printer.row("report " + report.getReportId() + " of " + report.getSystemId() + " with "
                        + report.getApplications().size() + " applications sent as " + where + "; " + waiting
                        + " wait in the spool");
            }
        }

        @Override
        public void warning(String message) {
            printer.note(TerminalText.inLine("muster: " + message));
        }
    }

    private int print(String systemId) {
        InventoryReport report = HostInventory.collect(systemId, false);
        if (printer.isJson()) {
            printer.print(report, "");
            return 0;
        }
        printer.line(String.format(ROW, "KIND", "MODULE", "VERSION", "SOURCE").strip());
        for (ReportedApplication application : report.getApplications()) {
            printer.line(String.format(
                    ROW,
                    application.getInstanceOf(),
                    application.getModuleId(),
                    application.getVersion(),
                    application.getSource()));
        }
        printer.line(report.getApplications().size() + " applications on " + report.getSystemId() + ", collected by "
                + report.getCollector() + " at " + report.getCollectedAt());
        return 0;
    }
}

package dev.muster.cli.inventory;

import dev.muster.cli.collect.HostInventory;
import dev.muster.cli.collect.HostName;
import dev.muster.cli.json.Printer;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster collect}. */
@Command(
        name = "collect",
        description = "Collects the packages and services of this host and prints the report without publishing it.",
        mixinStandardHelpOptions = true)
public final class CollectCommand implements Callable<Integer> {

    private static final String ROW = "%-8s %-44s %-32s %s";

    @Option(names = "--system", paramLabel = "ID", description = "The system id. Default: the host name.")
    private @Nullable String system;

    @Mixin
    private Printer printer = new Printer();

    @Override
    public Integer call() {
        InventoryReport report = HostInventory.collect(system == null ? HostName.get() : system, false);
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

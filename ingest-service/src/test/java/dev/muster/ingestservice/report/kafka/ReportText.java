package dev.muster.ingestservice.report.kafka;

import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import java.util.stream.Collectors;

/** A report in one line, for a failure that people read. */
final class ReportText {

    private ReportText() {}

    static String of(InventoryReport report) {
        return report.getSystemId() + " " + report.getCollectedAt() + "#" + report.getSequence() + " "
                + report.getReportId().toString().substring(0, 4) + ".. " + report.getScope()
                + report.getApplications().stream().map(ReportText::of).collect(Collectors.joining(", ", " {", "}"));
    }

    private static String of(ReportedApplication application) {
        String plain = application.getModuleId() + " " + application.getVersion();
        boolean more = application.getDisplayName() != null
                || application.getNodeId() != null
                || !application.getUserFacing()
                || !application.getInventoryData().equals("{}");
        return more ? plain + " (and more)" : plain;
    }
}

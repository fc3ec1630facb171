package dev.muster.cli.collect;

import dev.muster.cli.failure.CliException;
import dev.muster.inventory.InventoryReport;
import dev.muster.schemas.SingleObjectCodec;

/** What Muster takes in one report; more goes to dead letters there, so it is better not sent. */
public final class ReportLimits {

    private static final int MAX_APPLICATIONS = 10_000;
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private ReportLimits() {}

    /** Fails when the report is larger than what Muster takes. */
    public static void check(InventoryReport report) {
        int applications = report.getApplications().size();
        if (applications > MAX_APPLICATIONS) {
            throw CliException.no("the report has " + applications + " applications, and Muster takes at most "
                    + MAX_APPLICATIONS + " in one: split the host into several systems");
        }
        int bytes = SingleObjectCodec.of(InventoryReport.class).encode(report).length;
        if (bytes > MAX_BYTES) {
            throw CliException.no("the report is " + bytes + " bytes large, and Muster takes at most " + MAX_BYTES
                    + ": shorten its applications' data");
        }
    }
}

package dev.muster.cli.collect;

import dev.muster.cli.failure.CliException;
import dev.muster.inventory.InventoryReport;
import dev.muster.schemas.SingleObjectCodec;

/** The limits of a report. A larger report would become a dead letter, so it is not published. */
public final class ReportLimits {

    private static final int MAX_APPLICATIONS = 10_000;
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private ReportLimits() {}

    /** Fails if the report exceeds a limit. */
    public static void check(InventoryReport report) {
        int applications = report.getApplications().size();
        if (applications > MAX_APPLICATIONS) {
            throw CliException.rejected(
                    "the report has " + applications + " applications, more than the limit of at most "
                            + MAX_APPLICATIONS + ": split the host into several systems");
        }
        int bytes = SingleObjectCodec.of(InventoryReport.class).encode(report).length;
        if (bytes > MAX_BYTES) {
            throw CliException.rejected("the report is " + bytes + " bytes, more than the limit of at most " + MAX_BYTES
                    + ": shorten the data of its applications");
        }
    }
}

package dev.muster.cli.inventory;

import dev.muster.cli.failure.CliException;
import dev.muster.inventory.InventoryReport;
import java.time.Duration;

/** The option {@code --every}: within what time a collector reports again. */
final class ReportInterval {

    private static final Duration MIN = Duration.ofMinutes(1);
    private static final Duration MAX = Duration.ofDays(31);

    private ReportInterval() {}

    /** The interval in seconds; one outside the bounds of {@code next_report_within_s} is a usage error. */
    static int seconds(Duration every) {
        if (every.compareTo(MIN) < 0 || every.compareTo(MAX) > 0) {
            throw CliException.usage("--every must be 60s to 31d, not " + DurationConverter.format(every));
        }
        return (int) every.toSeconds();
    }

    /** The same report, which declares when the next one comes. */
    static InventoryReport declare(InventoryReport report, int seconds) {
        return InventoryReport.newBuilder(report).setNextReportWithinS(seconds).build();
    }
}

package dev.muster.ingestservice.agent;

import dev.muster.ingestservice.report.ReportKey;
import java.time.Instant;

/** The last report of each system that was uploaded by HTTP. */
public interface AgentReports {

    /**
     * Returns the key of the system's last report if it had the same body and was collected after {@code retriesSince};
     * otherwise stores and returns the new key.
     *
     * @param bodySha256 64 hexadecimal digits
     */
    ReportKey resolveKey(String systemId, String bodySha256, ReportKey newKey, Instant retriesSince);

    /** Saves the name of a system that has a report. */
    void saveSystemName(String systemId, String name);
}

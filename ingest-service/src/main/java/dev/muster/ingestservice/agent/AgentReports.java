package dev.muster.ingestservice.agent;

import dev.muster.ingestservice.report.ReportKey;
import java.time.Instant;

/** The last report of each system's agent that came by HTTP. */
public interface AgentReports {

    /**
     * The key of the system's last report when that had the same body and was collected after {@code repeatsSince};
     * else the fresh one, which is remembered as the last one's from now on.
     *
     * @param bodySha256 64 hexadecimal digits
     */
    ReportKey keyOf(String systemId, String bodySha256, ReportKey fresh, Instant repeatsSince);
}

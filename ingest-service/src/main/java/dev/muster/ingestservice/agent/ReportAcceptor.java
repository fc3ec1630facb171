package dev.muster.ingestservice.agent;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportHeader;
import dev.muster.ingestservice.report.ReportKey;
import dev.muster.ingestservice.report.ReportedApplication;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Accepts snapshots that agents upload without a time and an id: their collection time is the time of the upload.
 *
 * <p>An agent that gets no response sends the same body again, although the first upload may have been published. As a
 * report of its own, the second would confirm a mass removal that the brake holds back. So the same body of the same system
 * within 15 minutes is the same report, which is recognized as a duplicate. An agent's four attempts of three minutes each,
 * with pauses, end within that time.
 */
public final class ReportAcceptor {

    private static final String COLLECTOR = "phonehome/1";
    private static final Duration RETRY_WINDOW = Duration.ofMinutes(15);

    private final AgentReports reports;
    private final ReportGateway gateway;
    private final Clock clock;

    public ReportAcceptor(AgentReports reports, ReportGateway gateway, Clock clock) {
        this.reports = reports;
        this.gateway = gateway;
        this.clock = clock;
    }

    /**
     * Publishes a snapshot, and returns when Kafka has acknowledged it.
     *
     * @param bodySha256 hash of the uploaded body, 64 hexadecimal digits
     * @param systemName the name of the system, 1 to 128 characters; null when the agent does not know it
     * @return the key of the report; of the first one when this is a retry
     * @throws InvalidReportException when the report is invalid
     * @throws ReportNotAcknowledgedException when Kafka is unavailable
     */
    public ReportKey accept(
            String systemId, String bodySha256, @Nullable String systemName, List<ReportedApplication> applications)
            throws InvalidReportException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ReportKey newKey = new ReportKey(now, 0, UUID.randomUUID());
        ReportKey key = reports.resolveKey(systemId, bodySha256, newKey, now.minus(RETRY_WINDOW));
        if (systemName != null) {
            reports.saveSystemName(systemId, systemName);
        }
        gateway.publish(new ReportHeader(systemId, key, COLLECTOR, true, false, null), applications);
        return key;
    }
}

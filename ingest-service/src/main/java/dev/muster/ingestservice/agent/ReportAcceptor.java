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

/**
 * Takes the snapshots that agents send without a time and an id of their own: they are collected when they come.
 *
 * <p>An agent that got no answer sends the same body again, and a first one may have been published all the same. As a
 * report of its own the second would change nothing, but for the brake: that takes the next snapshot for a confirmation
 * of a mass removal. So the same body of the same system within 15 minutes is the same report, which is known as a
 * duplicate. An agent's four attempts of three minutes, with pauses, end before.
 */
public final class ReportAcceptor {

    private static final String COLLECTOR = "phonehome/1";
    private static final Duration RETRIES_END_WITHIN = Duration.ofMinutes(15);

    private final AgentReports reports;
    private final ReportGateway gateway;
    private final Clock clock;

    /** Publishes through the gateway. */
    public ReportAcceptor(AgentReports reports, ReportGateway gateway, Clock clock) {
        this.reports = reports;
        this.gateway = gateway;
        this.clock = clock;
    }

    /**
     * Publishes everything that runs on a system, and returns when Kafka has it.
     *
     * @param bodySha256 of what the agent sent, 64 hexadecimal digits
     * @return the report's key; the first one's when this is a retry
     * @throws InvalidReportException when it is against the rules
     * @throws ReportNotAcknowledgedException when Kafka is away
     */
    public ReportKey accept(String systemId, String bodySha256, List<ReportedApplication> applications)
            throws InvalidReportException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ReportKey fresh = new ReportKey(now, 0, UUID.randomUUID());
        ReportKey key = reports.keyOf(systemId, bodySha256, fresh, now.minus(RETRIES_END_WITHIN));
        gateway.publish(new ReportHeader(systemId, key, COLLECTOR, true, false), applications);
        return key;
    }
}

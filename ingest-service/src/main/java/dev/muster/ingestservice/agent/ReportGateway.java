package dev.muster.ingestservice.agent;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportHeader;
import dev.muster.ingestservice.report.ReportedApplication;
import java.util.List;

/** The way of reports that do not come from Kafka: onto its topic, to be taken from there like every other. */
public interface ReportGateway {

    /**
     * Publishes a report, and returns when all in-sync replicas have it.
     *
     * @throws InvalidReportException when it would become a dead letter; nothing was published
     * @throws ReportNotAcknowledgedException when it may or may not have been published: publish the same again
     */
    void publish(ReportHeader header, List<ReportedApplication> applications) throws InvalidReportException;
}

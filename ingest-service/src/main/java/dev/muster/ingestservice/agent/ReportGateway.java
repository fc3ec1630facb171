package dev.muster.ingestservice.agent;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportHeader;
import dev.muster.ingestservice.report.ReportedApplication;
import java.util.List;

/** Publishes uploaded reports to the topic of reports, from which they are ingested like all others. */
public interface ReportGateway {

    /**
     * Publishes a report, and returns when all in-sync replicas have acknowledged it.
     *
     * @throws InvalidReportException when the report would become a dead letter; it is not published
     * @throws ReportNotAcknowledgedException when the report may or may not have been published: publish the same report again
     */
    void publish(ReportHeader header, List<ReportedApplication> applications) throws InvalidReportException;
}

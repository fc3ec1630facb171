package dev.muster.ingestservice.report;

import java.time.Instant;
import java.util.List;

/** A report with a decoded header; the applications are decoded on demand. Compared by identity. */
public interface ReceivedReport {

    ReportHeader header();

    SourcePosition position();

    /** The broker's time of the record. */
    Instant receivedAt();

    /**
     * The first 16 bytes of the SHA-256 of the applications' bytes and of their schema. A report with the same hash as a
     * decoded report has the same applications, whatever its header; and they are valid UTF-8.
     */
    byte[] applicationsHash();

    /**
     * The applications, in order of their module ids, each module once.
     *
     * @throws InvalidReportException when the bytes are malformed or a module is there more than once
     */
    List<EncodedApplication> applications() throws InvalidReportException;
}

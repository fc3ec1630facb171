package dev.muster.ingestservice.report;

/** One application of a report, decoded on demand. */
public interface EncodedApplication {

    /** Unique within the system. */
    String moduleId();

    /** Hash of the bytes and of their schema: applications with equal hashes are equal. */
    ContentHash hash();

    /**
     * Decodes and validates the application.
     *
     * @throws InvalidReportException when it is invalid
     */
    ReportedApplication decode() throws InvalidReportException;
}

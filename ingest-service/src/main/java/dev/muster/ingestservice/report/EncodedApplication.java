package dev.muster.ingestservice.report;

/** One application of a report as it was written; it is decoded only when somebody asks. */
public interface EncodedApplication {

    /** Its id within the system. */
    String moduleId();

    /** The hash of its bytes and of the schema they are written in: what has the same says the same. */
    ContentHash hash();

    /**
     * What it says.
     *
     * @throws InvalidReportException when it is against the rules
     */
    ReportedApplication read() throws InvalidReportException;
}

package dev.muster.ingestservice.report;

import java.util.List;

/** A report whose header was read; its applications are decoded only when somebody asks. */
public interface ReceivedReport {

    /** What it says before its applications. */
    ReportHeader header();

    /** Where it stood. */
    SourcePosition position();

    /**
     * The first 16 bytes of the SHA-256 of the applications' bytes and of the schema they are written in. With the same
     * hash as a report that was read, this one has the same applications, whatever its header; and they are in UTF-8.
     */
    byte[] applicationsHash();

    /**
     * Its applications, in order of their module ids, each module once.
     *
     * @throws InvalidReportException when that cannot be said of them
     */
    List<EncodedApplication> applications() throws InvalidReportException;
}

package dev.muster.benchmarks.peers.reports;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Maintains a table of applications from a report topic. */
@SpringBootApplication
public class ReportsPeer {

    /** The suffix of the dead-letter topic. */
    public static final String DEAD_LETTERS = "-dlt";
}

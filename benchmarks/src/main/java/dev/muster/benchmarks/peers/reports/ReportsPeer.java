package dev.muster.benchmarks.peers.reports;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Keeps a table of applications from a topic of reports. */
@SpringBootApplication
public class ReportsPeer {

    /** What the name of its dead letters' topic ends with. */
    public static final String DEAD_LETTERS = "-dlt";
}

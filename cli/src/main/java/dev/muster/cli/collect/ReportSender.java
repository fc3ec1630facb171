package dev.muster.cli.collect;

/** Sends reports to Muster. */
public interface ReportSender {

    /**
     * Sends one report and returns when Muster has it for certain.
     *
     * @return where it is, for the log
     * @throws DeliveryException if it may not have arrived; sending it again is harmless
     */
    String send(EncodedReport report) throws DeliveryException;

    /** Closes connections that are not needed until the next report. */
    void release();
}

package dev.muster.cli.collect;

import dev.muster.inventory.InventoryReport;

/** What a {@link ContinuousCollector} tells its operator. */
public interface CollectorLog {

    /**
     * A report was sent.
     *
     * @param where where Muster has it
     * @param waiting the number of reports that wait in the spool
     */
    void sent(InventoryReport report, String where, int waiting);

    /** Something is wrong, or right again; said once. */
    void warning(String message);
}

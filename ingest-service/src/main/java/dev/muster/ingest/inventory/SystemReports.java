package dev.muster.ingest.inventory;

import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reports of one system that are merged together, in their order, and which of its records that takes. */
final class SystemReports {

    /** So many are reckoned with where it takes all of a system's: how many there are shows when they are read. */
    static final int RECORDS_OF_A_SYSTEM = 2_000;

    private final SystemState system;
    private final boolean isNew;
    private final Map<ReceivedReport, ReportNews> reports = new LinkedHashMap<>();

    /** None so far. */
    SystemReports(SystemState system, boolean isNew) {
        this.system = system;
        this.isNew = isNew;
    }

    void add(ReceivedReport report, ReportNews news) {
        reports.put(report, news);
    }

    SystemState system() {
        return system;
    }

    Map<ReceivedReport, ReportNews> reports() {
        return reports;
    }

    /** How many records, about, it takes. */
    int weight() {
        if (isNew) {
            return 0;
        }
        return takesNamedOnly()
                ? reports.values().stream().mapToInt(ReportNews::countNamed).sum()
                : RECORDS_OF_A_SYSTEM;
    }

    /** Whether nothing is stored of the system. */
    boolean isNew() {
        return isNew;
    }

    /** Whether no records matter but those of the applications that the reports name. */
    boolean takesNamedOnly() {
        return reports.values().stream().allMatch(ReportNews::isAboutNamedOnly);
    }

    /**
     * When the oldest late snapshot was collected; null when none is late. What was removed after that matters although
     * no report names it, since that snapshot may be the first that lacks it. What was removed before stays as it is.
     */
    @Nullable
    Instant oldestLateSnapshot() {
        ReportKey newest = system.newestSnapshot();
        if (newest == null) {
            return null;
        }
        return reports.keySet().stream()
                .map(ReceivedReport::header)
                .filter(header -> header.snapshot() && newest.isAfter(header.key()))
                .map(header -> header.key().collectedAt())
                .min(naturalOrder())
                .orElse(null);
    }

    /** The modules that the reports name. */
    Set<String> named() {
        Set<String> named = new HashSet<>();
        reports.values().forEach(news -> named.addAll(news.named()));
        return named;
    }
}

package dev.muster.cli.inventory;

import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonObjects;
import dev.muster.text.TextValidation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules by which the ingest service rejects reports, with its reason codes. */
final class ReportValidation {

    private static final int MAX_APPLICATIONS = 10_000;
    private static final int MAX_REPORT_BYTES = 8 * 1024 * 1024;
    private static final int MAX_JSON_BYTES = 1024 * 1024;
    private static final int MAX_ID_LENGTH = 100;
    private static final int MAX_TEXT_LENGTH = 1_000;
    private static final int MAX_URL_LENGTH = 2_000;
    private static final int MIN_NEXT_REPORT_S = 60;
    private static final int MAX_NEXT_REPORT_S = 31 * 86_400;
    private static final Duration MAX_AHEAD = Duration.ofMinutes(10);
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private ReportValidation() {}

    /**
     * Why a report is rejected.
     *
     * @param reason a stable code
     */
    record Rejection(String reason, String message) {}

    /**
     * Returns the first reason to reject a report; null if it is valid.
     *
     * @param bytes the size of its encoding
     * @param receivedAt the broker's time of it
     */
    static @Nullable Rejection check(InventoryReport report, int bytes, Instant receivedAt) {
        if (bytes > MAX_REPORT_BYTES) {
            return new Rejection(
                    "report_too_large", "the report has " + bytes + " bytes, more than " + MAX_REPORT_BYTES);
        }
        Rejection rejection = header(report, receivedAt);
        return rejection == null ? applications(report.getApplications()) : rejection;
    }

    private static @Nullable Rejection header(InventoryReport report, Instant receivedAt) {
        Rejection rejection = id("system_id", report.getSystemId(), "");
        if (rejection == null) {
            rejection = id("collector", report.getCollector(), "");
        }
        if (rejection != null) {
            return rejection;
        }
        Instant collectedAt = report.getCollectedAt();
        if (collectedAt.isAfter(receivedAt.plus(MAX_AHEAD))) {
            return new Rejection(
                    "collected_at_in_future",
                    "collected_at " + collectedAt + " is more than 10 minutes ahead: set the collector's clock");
        }
        if (collectedAt.isBefore(EARLIEST)) {
            return new Rejection("collected_at_too_old", "collected_at " + collectedAt + " is before " + EARLIEST);
        }
        Integer next = report.getNextReportWithinS();
        if (next != null && (next < MIN_NEXT_REPORT_S || next > MAX_NEXT_REPORT_S)) {
            return new Rejection(
                    "next_report_within_s_invalid",
                    "next_report_within_s " + next + " is not " + MIN_NEXT_REPORT_S + " to " + MAX_NEXT_REPORT_S);
        }
        return null;
    }

    /** In the order in which the service checks them. */
    private static @Nullable Rejection applications(List<ReportedApplication> applications) {
        if (applications.size() > MAX_APPLICATIONS) {
            return new Rejection(
                    "too_many_applications",
                    "the report has " + applications.size() + " applications, more than " + MAX_APPLICATIONS);
        }
        List<ReportedApplication> sorted = applications.stream()
                .sorted(Comparator.comparing(ReportedApplication::getModuleId))
                .toList();
        Set<String> modules = new HashSet<>();
        for (ReportedApplication application : sorted) {
            if (!modules.add(application.getModuleId())) {
                return new Rejection(
                        "module_id_duplicate",
                        "the report has the application " + application.getModuleId() + " more than once");
            }
        }
        for (ReportedApplication application : sorted) {
            Rejection rejection = application(application);
            if (rejection != null) {
                return rejection;
            }
        }
        return null;
    }

    private static @Nullable Rejection application(ReportedApplication application) {
        Rejection rejection = id("module_id", application.getModuleId(), "");
        if (rejection != null) {
            return rejection;
        }
        String where = "application " + application.getModuleId() + ": ";
        for (Check check : List.<Check>of(
                () -> id("instance_of", application.getInstanceOf(), where),
                () -> text("name", application.getName(), MAX_TEXT_LENGTH, where),
                () -> text("source", application.getSource(), MAX_TEXT_LENGTH, where),
                () -> text("display_name", application.getDisplayName(), MAX_TEXT_LENGTH, where),
                () -> text("version", application.getVersion(), MAX_TEXT_LENGTH, where),
                () -> text("node_label", application.getNodeLabel(), MAX_TEXT_LENGTH, where),
                () -> text("url", application.getUrl(), MAX_URL_LENGTH, where),
                () -> json("inventory_data", application.getInventoryData(), where),
                () -> json("backup_data", application.getBackupData(), where),
                () -> json("services_data", application.getServicesData(), where))) {
            rejection = check.run();
            if (rejection != null) {
                return rejection;
            }
        }
        return null;
    }

    @FunctionalInterface
    private interface Check {
        @Nullable
        Rejection run();
    }

    private static @Nullable Rejection id(String field, String id, String where) {
        String problem = TextValidation.problemOfId(id, MAX_ID_LENGTH);
        return problem == null ? null : new Rejection(field + "_invalid", where + field + " " + problem);
    }

    private static @Nullable Rejection text(String field, @Nullable String text, int maxLength, String where) {
        if (text == null) {
            return null;
        }
        if (TextValidation.isLongerThan(text, maxLength)) {
            return new Rejection("text_too_long", where + field + " has more than " + maxLength + " characters");
        }
        return text.indexOf('\0') < 0
                ? null
                : new Rejection("text_invalid", where + field + " has the character U+0000");
    }

    private static @Nullable Rejection json(String field, String json, String where) {
        try {
            JsonObjects.check(json, MAX_JSON_BYTES);
            return null;
        } catch (InvalidJsonException e) {
            return new Rejection(e.reason().code(), where + field + " " + e.getMessage());
        }
    }
}

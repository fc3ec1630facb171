package dev.muster.ingestservice.report;

import dev.muster.text.TextValidation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Validation rules of reports. Lengths are in characters, that is in Unicode code points. */
public final class ReportRules {

    /** Maximum number of applications in a report. */
    public static final int MAX_APPLICATIONS = 10_000;

    /** Maximum size of a report's value in bytes. */
    public static final int MAX_REPORT_BYTES = 8 * 1024 * 1024;

    /** Maximum size of a JSON object in bytes of UTF-8: an event has six of them and has to fit into a message. */
    public static final int MAX_JSON_BYTES = 1024 * 1024;

    /** Maximum length of a text that is not an id. */
    public static final int MAX_TEXT_LENGTH = 1_000;

    /** Bounds of {@code next_report_within_s}, in seconds: a minute and 31 days. */
    public static final int MIN_NEXT_REPORT_WITHIN_S = 60;

    public static final int MAX_NEXT_REPORT_WITHIN_S = 2_678_400;

    private static final int MAX_ID_LENGTH = 100;
    private static final int MAX_URL_LENGTH = 2_000;
    private static final Duration MAX_AHEAD = Duration.ofMinutes(10);
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private ReportRules() {}

    /**
     * Checks the header of a report.
     *
     * @param receivedAt when the broker appended the report; {@code collected_at} may be up to ten minutes later
     */
    public static void check(ReportHeader header, Instant receivedAt) throws InvalidReportException {
        checkId("system_id", header.systemId());
        checkId("collector", header.collector());
        Instant collectedAt = header.key().collectedAt();
        if (collectedAt.isAfter(receivedAt.plus(MAX_AHEAD))) {
            throw new InvalidReportException(
                    "collected_at_in_future",
                    "collected_at " + collectedAt + " is more than " + MAX_AHEAD.toMinutes()
                            + " minutes ahead: set the collector's clock");
        }
        if (collectedAt.isBefore(EARLIEST)) {
            throw new InvalidReportException(
                    "collected_at_too_old", "collected_at " + collectedAt + " is before " + EARLIEST);
        }
        Integer nextReportWithinS = header.nextReportWithinS();
        if (nextReportWithinS != null
                && (nextReportWithinS < MIN_NEXT_REPORT_WITHIN_S || nextReportWithinS > MAX_NEXT_REPORT_WITHIN_S)) {
            throw new InvalidReportException(
                    "next_report_within_s_invalid",
                    "next_report_within_s " + nextReportWithinS + " is not " + MIN_NEXT_REPORT_WITHIN_S + " to "
                            + MAX_NEXT_REPORT_WITHIN_S + ": declare how often the collector reports, or leave it out");
        }
    }

    /** Checks one application, except its JSON objects. */
    public static void check(ReportedApplication application) throws InvalidReportException {
        String moduleId = application.moduleId();
        checkId("module_id", moduleId);
        ReportedAttributes attributes = application.attributes();
        try {
            checkId("instance_of", attributes.instanceOf());
            checkText("name", attributes.name(), MAX_TEXT_LENGTH);
            checkText("source", attributes.source(), MAX_TEXT_LENGTH);
            checkText("display_name", attributes.displayName(), MAX_TEXT_LENGTH);
            checkText("version", attributes.version(), MAX_TEXT_LENGTH);
            checkText("node_label", attributes.nodeLabel(), MAX_TEXT_LENGTH);
            checkText("url", attributes.url(), MAX_URL_LENGTH);
        } catch (InvalidReportException e) {
            throw new InvalidReportException(e.reason(), "application " + moduleId + ": " + e.getMessage());
        }
    }

    /**
     * Checks an id: 1 to 100 characters, not blank, no control character.
     *
     * @throws InvalidReportException with the reason {@code <field>_invalid}
     */
    public static void checkId(String field, String id) throws InvalidReportException {
        String problem = TextValidation.problemOfId(id, MAX_ID_LENGTH);
        if (problem != null) {
            throw new InvalidReportException(field + "_invalid", field + " " + problem);
        }
    }

    /**
     * Checks a text that is not an id: at most {@code maxLength} characters, no U+0000.
     *
     * @throws InvalidReportException with the reason {@code text_too_long} or {@code text_invalid}
     */
    public static void checkText(String field, @Nullable String text, int maxLength) throws InvalidReportException {
        if (text == null) {
            return;
        }
        if (TextValidation.isLongerThan(text, maxLength)) {
            throw new InvalidReportException("text_too_long", field + " has more than " + maxLength + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw new InvalidReportException("text_invalid", field + " has the character U+0000");
        }
    }
}

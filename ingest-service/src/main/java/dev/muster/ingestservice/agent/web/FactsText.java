package dev.muster.ingestservice.agent.web;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportRules;
import dev.muster.text.TextValidation;
import org.jspecify.annotations.Nullable;

/** Applies the rules of reports to the texts of a facts document. */
final class FactsText {

    private static final int MAX_DIGITS = 9;
    private static final int MAX_SYSTEM_NAME = 128;

    private FactsText() {}

    static String required(String path, @Nullable String text) throws AgentApiException {
        if (text == null) {
            throw AgentApiException.invalid(path, "required", "");
        }
        return text;
    }

    /** A required text of 1 to 100 characters, not blank, without control characters. */
    static String id(String path, @Nullable String text) throws AgentApiException {
        String id = required(path, text);
        try {
            ReportRules.checkId(lastSegmentOf(path), id);
        } catch (InvalidReportException e) {
            throw AgentApiException.invalid(path, e.getMessage(), id);
        }
        return wellFormed(path, id);
    }

    /** A text of at most 1,000 characters; empty when it is missing. */
    static String orEmpty(String path, @Nullable String text) throws AgentApiException {
        String checked = text == null ? "" : text;
        try {
            ReportRules.checkText(lastSegmentOf(path), checked, ReportRules.MAX_TEXT_LENGTH);
        } catch (InvalidReportException e) {
            throw AgentApiException.invalid(path, e.getMessage(), checked);
        }
        return wellFormed(path, checked);
    }

    /** A text of at most 1,000 characters; null when it is missing or blank: agents send a blank text for no name. */
    static @Nullable String orNull(String path, @Nullable String text) throws AgentApiException {
        String checked = orEmpty(path, text);
        return TextValidation.isBlank(checked) ? null : checked;
    }

    /** A name of a system: its first 128 characters; null when it is missing or no valid name. */
    static @Nullable String systemName(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String name = text.codePointCount(0, text.length()) <= MAX_SYSTEM_NAME
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_SYSTEM_NAME));
        return TextValidation.problemOfId(name, MAX_SYSTEM_NAME) == null ? name : null;
    }

    /** The number of a node, 0 to 999,999,999; null when it is missing. */
    static @Nullable Integer nodeNumber(String path, @Nullable String text) throws AgentApiException {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!isNodeNumber(text)) {
            throw AgentApiException.invalid(path, "is not the number of a node", text);
        }
        return Integer.valueOf(text);
    }

    static boolean isNodeNumber(String text) {
        return !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String wellFormed(String path, String text) throws AgentApiException {
        if (TextValidation.hasUnpairedSurrogate(text)) {
            throw AgentApiException.invalid(path, "has half of a surrogate pair", text);
        }
        return text;
    }

    private static String lastSegmentOf(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}

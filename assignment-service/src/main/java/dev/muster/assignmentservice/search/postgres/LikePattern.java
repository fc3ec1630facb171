package dev.muster.assignmentservice.search.postgres;

/** Patterns for the operator {@code like}. */
public final class LikePattern {

    private LikePattern() {}

    /** A pattern that matches the text itself: escapes the characters that have a meaning in patterns. */
    public static String escape(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}

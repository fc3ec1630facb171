package dev.muster.assignmentservice.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** A pattern that is matched in time linear in the length of the text. */
final class TextPattern {

    static final int MAX_LENGTH = 500;

    /** Beyond it, texts are cut: the rest cannot decide a match. In UTF-16 code units. */
    private static final int MAX_TEXT = 10_000;

    /** Instructions of a compiled pattern. */
    private static final int MAX_PROGRAM = 5_000;

    private final String source;
    private final Pattern pattern;
    private final boolean whole;

    private TextPattern(String source, Pattern pattern, boolean whole) {
        this.source = source;
        this.pattern = pattern;
        this.whole = whole;
    }

    /** A regular expression in the syntax of RE2; it may occur anywhere in the text. */
    static TextPattern regex(String source) throws InvalidPatternException {
        requireLength(source);
        if (new RegexSize(source).estimate() > MAX_PROGRAM) {
            throw new InvalidPatternException("the regular expression is too complex: repeat less");
        }
        return compile(source, source, false);
    }

    /** {@code *} stands for any text, {@code ?} for one character, {@code [a-z]} for one of a class, {@code \} escapes. */
    static TextPattern glob(String source) throws InvalidPatternException {
        requireLength(source);
        StringBuilder regex = new StringBuilder("(?s)");
        int at = 0;
        while (at < source.length()) {
            int next = source.codePointAt(at);
            at += Character.charCount(next);
            switch (next) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '[' -> at = appendClass(source, at, regex);
                case '\\' -> at = appendEscaped(source, at, regex);
                default -> appendLiteral(next, regex);
            }
        }
        return compile(source, regex.toString(), true);
    }

    boolean matches(String text) {
        String subject = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        return whole ? pattern.matches(subject) : pattern.matcher(subject).find();
    }

    private static TextPattern compile(String source, String regex, boolean whole) throws InvalidPatternException {
        try {
            return new TextPattern(source, Pattern.compile(regex), whole);
        } catch (PatternSyntaxException e) {
            throw new InvalidPatternException(e.getDescription() + ": " + e.getPattern());
        }
    }

    private static void requireLength(String source) throws InvalidPatternException {
        if (source.length() > MAX_LENGTH) {
            throw new InvalidPatternException("a pattern has at most " + MAX_LENGTH + " characters");
        }
    }

    private static int appendEscaped(String source, int at, StringBuilder regex) throws InvalidPatternException {
        if (at == source.length()) {
            throw new InvalidPatternException("the pattern ends with \\");
        }
        int escaped = source.codePointAt(at);
        appendLiteral(escaped, regex);
        return at + Character.charCount(escaped);
    }

    private static int appendClass(String source, int from, StringBuilder regex) throws InvalidPatternException {
        boolean negated = source.startsWith("!", from) || source.startsWith("^", from);
        int at = negated ? from + 1 : from;
        int end = source.indexOf(']', at + 1);
        if (end < 0) {
            throw new InvalidPatternException("the pattern has a [ without ]");
        }
        regex.append(negated ? "[^" : "[");
        while (at < end) {
            int member = source.codePointAt(at);
            at += Character.charCount(member);
            if (member == '-') {
                regex.append('-');
            } else {
                appendLiteral(member, regex);
            }
        }
        regex.append(']');
        return end + 1;
    }

    private static void appendLiteral(int codePoint, StringBuilder regex) {
        regex.append(Pattern.quote(Character.toString(codePoint)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextPattern pattern && pattern.source.equals(source) && pattern.whole == whole;
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }

    /** Why a pattern cannot be used. */
    static final class InvalidPatternException extends Exception {

        private static final long serialVersionUID = 1L;

        InvalidPatternException(String message) {
            super(message);
        }
    }

    /**
     * Estimates the size of a compiled regular expression before it is compiled: repeated groups are copied, so a short
     * expression can need a lot of memory.
     */
    private static final class RegexSize {

        private final String source;
        private int at;

        RegexSize(String source) {
            this.source = source;
        }

        long estimate() {
            return group(0);
        }

        /** The size up to the end of the group; unbalanced parentheses are reported by the compiler. */
        private long group(int depth) {
            long size = 1;
            while (at < source.length()) {
                char next = source.charAt(at++);
                if (next == ')') {
                    return size;
                }
                long atom = 1;
                if (next == '(' && depth < MAX_LENGTH) {
                    atom = 2 + group(depth + 1);
                } else if (next == '\\') {
                    at = Math.min(at + 1, source.length());
                } else if (next == '[') {
                    skipClass();
                }
                size = Math.min(size + atom * repetitions(), Integer.MAX_VALUE);
            }
            return size;
        }

        private void skipClass() {
            // The first character of a class may be a ].
            int from = source.startsWith("^", at) ? at + 1 : at;
            int end = source.indexOf(']', from + 1);
            while (end > 0 && source.charAt(end - 1) == '\\') {
                end = source.indexOf(']', end + 1);
            }
            at = end < 0 ? source.length() : end + 1;
        }

        /** The highest number of a {@code {n,m}} that follows, which is consumed. */
        private long repetitions() {
            java.util.regex.Matcher counts = REPETITION.matcher(source).region(at, source.length());
            if (!counts.lookingAt()) {
                return 1;
            }
            at = counts.end();
            String max = counts.group(2) == null || counts.group(2).isEmpty() ? counts.group(1) : counts.group(2);
            return Math.max(1, Long.parseLong(max));
        }

        private static final java.util.regex.Pattern REPETITION =
                java.util.regex.Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");
    }
}

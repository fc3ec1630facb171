package dev.muster.assignmentservice.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A pattern for texts of any length: none of them can make matching take exponential time. */
final class TextPattern {

    static final int MAX_LENGTH = 500;

    /** Beyond it, texts are cut: the rest cannot decide a match. In UTF-16 code units. */
    private static final int MAX_TEXT = 10_000;

    /** Instructions of a compiled regular expression. */
    private static final int MAX_PROGRAM = 5_000;

    private final String source;
    private final Predicate<String> matcher;

    private TextPattern(String source, Predicate<String> matcher) {
        this.source = source;
        this.matcher = matcher;
    }

    /** A regular expression in the syntax of RE2; it may occur anywhere in the text. */
    static TextPattern regex(String source) throws InvalidPatternException {
        requireLength(source);
        if (new RegexSize(source).estimate() > MAX_PROGRAM) {
            throw new InvalidPatternException("the regular expression is too complex: repeat less");
        }
        try {
            Pattern pattern = Pattern.compile(source);
            return new TextPattern(source, text -> pattern.matcher(text).find());
        } catch (PatternSyntaxException e) {
            throw new InvalidPatternException(e.getDescription() + ": " + e.getPattern());
        }
    }

    /** {@code *} stands for any text, {@code ?} for one character, {@code [a-z]} for one of a class, {@code \\} escapes. */
    static TextPattern glob(String source) throws InvalidPatternException {
        requireLength(source);
        return new TextPattern(source, Glob.parse(source));
    }

    boolean matches(String text) {
        return matcher.test(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
    }

    private static void requireLength(String source) throws InvalidPatternException {
        if (source.length() > MAX_LENGTH) {
            throw new InvalidPatternException("a pattern has at most " + MAX_LENGTH + " characters");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextPattern pattern && pattern.source.equals(source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }

    /** A pattern over the whole text. After a mismatch only the last {@code *} takes one more character. */
    private static final class Glob implements Predicate<String> {

        private static final int STAR = -1;
        private static final int ANY = -2;

        /** Classes are numbered down from here. */
        private static final int FIRST_CLASS = -3;

        private final int[] tokens;
        private final List<CharacterClass> classes;

        private Glob(List<Integer> tokens, List<CharacterClass> classes) {
            this.tokens = tokens.stream().mapToInt(Integer::intValue).toArray();
            this.classes = classes;
        }

        /** Pairs of the first and the last code point of a range. */
        private record CharacterClass(boolean negated, List<Integer> ranges) {

            boolean has(int codePoint) {
                boolean found = false;
                for (int i = 0; i < ranges.size() && !found; i += 2) {
                    found = codePoint >= ranges.get(i) && codePoint <= ranges.get(i + 1);
                }
                return found != negated;
            }
        }

        static Glob parse(String source) throws InvalidPatternException {
            List<Integer> tokens = new ArrayList<>();
            List<CharacterClass> classes = new ArrayList<>();
            int[] codePoints = source.codePoints().toArray();
            int at = 0;
            while (at < codePoints.length) {
                int next = codePoints[at++];
                if (next == '*') {
                    tokens.add(STAR);
                } else if (next == '?') {
                    tokens.add(ANY);
                } else if (next == '[') {
                    int end = endOfClass(codePoints, at);
                    tokens.add(FIRST_CLASS - classes.size());
                    classes.add(characterClass(codePoints, at, end));
                    at = end + 1;
                } else if (next != '\\') {
                    tokens.add(next);
                } else if (at == codePoints.length) {
                    throw new InvalidPatternException("the pattern ends with \\");
                } else {
                    tokens.add(codePoints[at++]);
                }
            }
            return new Glob(tokens, classes);
        }

        /** The first character of a class may be a ]. */
        private static int endOfClass(int[] codePoints, int from) throws InvalidPatternException {
            int begin = from < codePoints.length && isNegation(codePoints[from]) ? from + 1 : from;
            for (int at = begin + 1; at < codePoints.length; at++) {
                if (codePoints[at] == ']') {
                    return at;
                }
            }
            throw new InvalidPatternException("the pattern has a [ without ]");
        }

        private static boolean isNegation(int codePoint) {
            return codePoint == '!' || codePoint == '^';
        }

        private static CharacterClass characterClass(int[] codePoints, int from, int end)
                throws InvalidPatternException {
            boolean negated = isNegation(codePoints[from]);
            List<Integer> ranges = new ArrayList<>();
            int at = negated ? from + 1 : from;
            while (at < end) {
                int first = codePoints[at];
                boolean isRange = at + 2 < end && codePoints[at + 1] == '-';
                int last = isRange ? codePoints[at + 2] : first;
                if (last < first) {
                    throw new InvalidPatternException("a range of the pattern ends before it begins");
                }
                ranges.add(first);
                ranges.add(last);
                at += isRange ? 3 : 1;
            }
            return new CharacterClass(negated, ranges);
        }

        @Override
        public boolean test(String text) {
            int token = 0;
            int at = 0;
            int tokenAfterStar = -1;
            int retryAt = 0;
            while (at < text.length()) {
                int codePoint = text.codePointAt(at);
                if (token < tokens.length && tokens[token] == STAR) {
                    tokenAfterStar = ++token;
                    retryAt = at;
                } else if (token < tokens.length && accepts(tokens[token], codePoint)) {
                    token++;
                    at += Character.charCount(codePoint);
                } else if (tokenAfterStar < 0) {
                    return false;
                } else {
                    token = tokenAfterStar;
                    retryAt += Character.charCount(text.codePointAt(retryAt));
                    at = retryAt;
                }
            }
            while (token < tokens.length && tokens[token] == STAR) {
                token++;
            }
            return token == tokens.length;
        }

        private boolean accepts(int token, int codePoint) {
            return token == codePoint
                    || token == ANY
                    || (token <= FIRST_CLASS && classes.get(FIRST_CLASS - token).has(codePoint));
        }
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

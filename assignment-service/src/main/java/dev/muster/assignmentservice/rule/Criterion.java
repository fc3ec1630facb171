package dev.muster.assignmentservice.rule;

import dev.muster.assignmentservice.rule.Subject.FieldValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on an application. Its truth has three values, as in SQL: what reads an absent field is {@link
 * Truth#UNKNOWN}, and so is its negation; only {@link Truth#TRUE} matches.
 */
public interface Criterion {

    /** The truth of the condition for the application. */
    Truth test(Subject subject, OrganizationPlaces places);

    enum Truth {
        FALSE,
        /** It depends on an absent field. */
        UNKNOWN,
        TRUE;

        private static Truth of(boolean value) {
            return value ? TRUE : FALSE;
        }
    }

    /** All of at least one. */
    record All(List<Criterion> criteria) implements Criterion {

        public All {
            criteria = List.copyOf(criteria);
        }

        @Override
        public Truth test(Subject subject, OrganizationPlaces places) {
            Truth result = Truth.TRUE;
            for (Criterion one : criteria) {
                Truth truth = one.test(subject, places);
                if (truth == Truth.FALSE) {
                    return Truth.FALSE;
                }
                result = truth == Truth.UNKNOWN ? Truth.UNKNOWN : result;
            }
            return result;
        }
    }

    /** Any of at least one. */
    record Any(List<Criterion> criteria) implements Criterion {

        public Any {
            criteria = List.copyOf(criteria);
        }

        @Override
        public Truth test(Subject subject, OrganizationPlaces places) {
            Truth result = Truth.FALSE;
            for (Criterion one : criteria) {
                Truth truth = one.test(subject, places);
                if (truth == Truth.TRUE) {
                    return Truth.TRUE;
                }
                result = truth == Truth.UNKNOWN ? Truth.UNKNOWN : result;
            }
            return result;
        }
    }

    record Not(Criterion criterion) implements Criterion {

        @Override
        public Truth test(Subject subject, OrganizationPlaces places) {
            return switch (criterion.test(subject, places)) {
                case TRUE -> Truth.FALSE;
                case FALSE -> Truth.TRUE;
                case UNKNOWN -> Truth.UNKNOWN;
            };
        }
    }

    /**
     * A condition on the value of a field.
     *
     * @param values what the operator compares with: one; for {@link Operator#IN} one or more; none for {@link
     *     Operator#EXISTS} and {@link Operator#ABSENT}; ids of organizations for the field {@code system.organization}
     * @param pattern of {@link Operator#GLOB} and {@link Operator#REGEX}
     */
    record Comparison(
            RuleField field,
            Operator operator,
            List<String> values,
            @Nullable TextPattern pattern) implements Criterion {

        public Comparison {
            values = List.copyOf(values);
        }

        @Override
        public Truth test(Subject subject, OrganizationPlaces places) {
            FieldValue value = subject.value(field);
            if (operator == Operator.ABSENT) {
                return Truth.of(!value.present());
            }
            if (!value.present()) {
                return Truth.UNKNOWN;
            }
            return Truth.of(
                    operator == Operator.EXISTS || value.texts().stream().anyMatch(text -> matches(text, places)));
        }

        private boolean matches(String text, OrganizationPlaces places) {
            return switch (operator) {
                case EQUALS, IN -> values.contains(text);
                case PREFIX -> text.startsWith(values.get(0));
                case SUFFIX -> text.endsWith(values.get(0));
                case CONTAINS -> text.contains(values.get(0));
                case GLOB, REGEX -> pattern != null && pattern.matches(text);
                case UNDER -> places.isAtOrBelow(text, values.get(0));
                case EXISTS, ABSENT -> throw new IllegalStateException("compares no text: " + operator);
            };
        }
    }

    /** What a comparison asks. Texts are compared by code point. */
    enum Operator {
        EQUALS,
        IN,
        PREFIX,
        SUFFIX,
        CONTAINS,
        /** {@code *}, {@code ?} and {@code [a-z]}, over the whole text. */
        GLOB,
        /** A regular expression of RE2 that occurs anywhere in the text. */
        REGEX,
        EXISTS,
        ABSENT,
        /** The organization or one below it. */
        UNDER
    }
}

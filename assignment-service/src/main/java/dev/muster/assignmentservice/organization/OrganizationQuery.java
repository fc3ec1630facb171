package dev.muster.assignmentservice.organization;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Filter, order and page of a list of organizations.
 *
 * @param limits the ids in the caller's access scope; null when it is not limited
 * @param texts conditions on texts; all of them are fulfilled
 * @param absent whether a reference has to be absent (true) or present (false)
 * @param search a part of the public id, the label or the name, whatever the case, accents and form; null for all
 * @param active null for all
 * @param type null for all
 * @param descending the direction; ties are sorted by id
 * @param offset number of organizations before the page
 * @param size maximum number of organizations on the page
 */
public record OrganizationQuery(
        @Nullable Collection<String> limits,
        List<TextCondition> texts,
        Map<Reference, Boolean> absent,
        @Nullable String search,
        @Nullable Boolean active,
        @Nullable OrganizationType type,
        Order order,
        boolean descending,
        long offset,
        int size) {

    public OrganizationQuery {
        texts = List.copyOf(texts);
        absent = Map.copyOf(absent);
    }

    /**
     * A condition on a text.
     *
     * @param anyCase whether case does not matter; for names, accents and Unicode form do not matter either
     * @param values one of them matches; nothing matches none
     */
    public record TextCondition(Text text, Match match, boolean anyCase, Set<String> values) {

        public TextCondition {
            values = Set.copyOf(values);
        }
    }

    /** The texts of an organization; {@link #PUBLIC_ID} is the id in HTTP contracts. */
    public enum Text {
        PUBLIC_ID,
        LABEL,
        NAME,
        DESCRIPTION
    }

    /** Where a value stands in the text. */
    public enum Match {
        WHOLE,
        PART,
        START,
        END
    }

    /** What an organization may lack. */
    public enum Reference {
        APPLICATION,
        LOGO,
        FAVICON
    }

    /** Sort keys. */
    public enum Order {
        CREATED_AT,
        LABEL,
        NAME,
        ACTIVE,
        ID
    }
}

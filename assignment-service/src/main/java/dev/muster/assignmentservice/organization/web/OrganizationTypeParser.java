package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.organization.OrganizationType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parses types of organizations. */
final class OrganizationTypeParser {

    /** The error message for other texts. */
    static final String RULE = "must be owner, distributor, reseller or customer";

    private OrganizationTypeParser() {}

    /** Null when the text is not a type. */
    static @Nullable OrganizationType of(String text) {
        for (OrganizationType type : OrganizationType.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(text)) {
                return type;
            }
        }
        return null;
    }
}

package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.organization.OrganizationType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types of organizations as forms and addresses spell them. */
final class OrganizationTypeParser {

    /** What is said of a text that is none. */
    static final String RULE = "must be owner, distributor, reseller or customer";

    private OrganizationTypeParser() {}

    /** Null when the text is none. */
    static @Nullable OrganizationType of(String text) {
        for (OrganizationType type : OrganizationType.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(text)) {
                return type;
            }
        }
        return null;
    }
}

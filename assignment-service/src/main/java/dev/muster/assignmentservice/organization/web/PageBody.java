package dev.muster.assignmentservice.organization.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param count number of organizations in the whole list
 * @param next the URL of the next page; null on the last one
 * @param previous the URL of the page before; null on the first one
 */
record PageBody(long count, @Nullable String next, @Nullable String previous, List<OrganizationBody> results) {

    /** A list with one organization. */
    static PageBody of(OrganizationBody organization) {
        return new PageBody(1, null, null, List.of(organization));
    }
}

package dev.muster.assignmentservice.organization;

import dev.muster.assignmentservice.association.NamedApplication;
import org.jspecify.annotations.Nullable;

/**
 * An organization with what belongs to it.
 *
 * @param application the one it was made for; null when for none
 * @param applications how many applications it owns, without removed ones
 * @param members how many users are members of it
 */
public record OrganizationView(
        StoredOrganization kept, @Nullable NamedApplication application, long applications, long members) {

    /** The organization itself. */
    public Organization organization() {
        return kept.organization();
    }
}

package dev.muster.assignment.directory;

import org.jspecify.annotations.Nullable;

/**
 * An organization with what belongs to it.
 *
 * @param application the one it was made for; null when for none
 * @param applications how many applications it owns, without removed ones
 * @param members how many users are members of it
 */
public record OrganizationView(
        KeptOrganization kept, @Nullable NamedApplication application, long applications, long members) {

    /** The organization itself. */
    public Organization organization() {
        return kept.organization();
    }
}

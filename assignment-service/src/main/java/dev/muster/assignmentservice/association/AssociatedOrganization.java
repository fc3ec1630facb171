package dev.muster.assignmentservice.association;

import dev.muster.assignmentservice.organization.StoredOrganization;
import java.util.List;

/**
 * An organization that an application is associated with.
 *
 * @param roles the roles of the application there, in alphabetical order
 */
public record AssociatedOrganization(StoredOrganization organization, List<String> roles) {

    public AssociatedOrganization {
        roles = List.copyOf(roles);
    }
}

package dev.muster.assignmentservice.association;

import java.util.List;
import java.util.TreeSet;

/**
 * An application's association with an organization. That of the owner is implied and never stored.
 *
 * @param roles the roles of the application there: at most 32 labels, each once, in alphabetical order
 */
public record Association(String organizationId, String applicationId, AssociationKind kind, List<String> roles) {

    public Association {
        roles = List.copyOf(new TreeSet<>(roles));
    }
}

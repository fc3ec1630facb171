package dev.muster.assignmentservice.user;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A user's membership in an organization.
 *
 * @param roles at least one, in the order of the enum
 */
public record Membership(String organizationId, String userId, Set<MembershipRole> roles) {

    public Membership {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a membership has at least one role");
        }
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }
}

package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.user.MembershipRole;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ways in which the paths of this dialect relate a user to organizations. */
enum Relation {
    /** All that the user is a member of, whatever its roles. */
    ORGANIZATIONS("organizations", null),
    MANAGED("managed_organizations", MembershipRole.MANAGER),
    BILLING_MANAGED("billing_managed_organizations", MembershipRole.BILLING_MANAGER),
    AUDITED("audited_organizations", MembershipRole.AUDITOR);

    private final String path;
    private final @Nullable MembershipRole role;

    Relation(String path, @Nullable MembershipRole role) {
        this.path = path;
        this.role = role;
    }

    String path() {
        return path;
    }

    /** The role that it stands for; null for any. */
    @Nullable
    MembershipRole role() {
        return role;
    }

    /** What a user is given that is associated in this way: to manage an organization, it has to be in it. */
    Set<MembershipRole> rolesToAdd() {
        return role == null ? EnumSet.of(MembershipRole.USER) : EnumSet.of(MembershipRole.USER, role);
    }

    /** The relation of the path. Only the paths of relations are mapped. */
    static Relation of(String path) {
        return Arrays.stream(values())
                .filter(one -> one.path.equals(path))
                .findFirst()
                .orElseThrow();
    }
}

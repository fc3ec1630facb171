package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.user.MembershipRole;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The relations between users and organizations in the paths of this API. */
enum Relation {
    /** Any role. */
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

    /** The role of the relation; null for any. */
    @Nullable
    MembershipRole role() {
        return role;
    }

    /** The roles that the relation adds. A manager is also a user of the organization. */
    Set<MembershipRole> rolesToAdd() {
        return role == null ? EnumSet.of(MembershipRole.USER) : EnumSet.of(MembershipRole.USER, role);
    }

    /** The relation of the path segment; only paths of relations are routed here. */
    static Relation of(String path) {
        return Arrays.stream(values())
                .filter(one -> one.path.equals(path))
                .findFirst()
                .orElseThrow();
    }
}

package dev.muster.assignmentservice.user;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Filter for the memberships of a user.
 *
 * @param role null for all
 * @param name the exact name of the organization or, without exact matches, a name that differs only in case, accents and
 *     Unicode form; null for all
 * @param organizationIds null for all
 */
public record MembershipFilter(
        String userId,
        @Nullable MembershipRole role,
        @Nullable String name,
        @Nullable Collection<String> organizationIds) {}

package dev.muster.assignmentservice.user;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Which memberships of a user are asked for.
 *
 * @param role those with the role; null for all
 * @param name those in organizations of exactly this name, or where there are none, of a name that differs in case,
 *     accents and form only; null for all
 * @param within those in these organizations; null for all
 */
public record MembershipFilter(
        String userId,
        @Nullable MembershipRole role,
        @Nullable String name,
        @Nullable Collection<String> within) {}

package dev.muster.assignmentservice.security.jwt;

import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.InvalidTokenException;
import dev.muster.assignmentservice.security.OrganizationTree;
import dev.muster.assignmentservice.security.OrganizationTree.OrganizationNode;
import dev.muster.assignmentservice.security.Scopes;
import dev.muster.text.TextValidation;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the caller from the claims of a verified token. */
final class CallerClaims {

    /** In code points. */
    private static final int MAX_SUBJECT = 256;

    /** In code points: a label of 128 and its tilde. */
    private static final int MAX_ORGANIZATION_KEY = 129;

    /** RFC 8693 defines the first, as text separated by spaces; products use the others, as lists. Each may be either. */
    private static final List<String> SCOPE_CLAIMS = List.of("scope", "scp", "permissions");

    private final OrganizationTree tree;
    private final String organizationClaim;

    CallerClaims(OrganizationTree tree, String organizationClaim) {
        this.tree = tree;
        this.organizationClaim = organizationClaim;
    }

    Caller caller(Map<String, Object> claims) throws InvalidTokenException {
        String subject = text(claims, "sub", MAX_SUBJECT);
        if (subject == null) {
            throw new InvalidTokenException("it has no sub");
        }
        Set<String> scopes = scopes(claims);
        boolean administrator = scopes.contains(Scopes.PLATFORM_ADMINISTRATOR);
        OrganizationNode organization = organization(claims);
        if (organization != null && !organization.active() && !administrator) {
            throw new InvalidTokenException("its organization is not active");
        }
        String organizationId = organization == null ? null : organization.organizationId();
        return administrator
                ? Caller.platformAdministrator(subject, organizationId)
                : new Caller(subject, organizationId, false, Scopes.permissions(scopes));
    }

    /** Null when it is not registered: the caller's access scope is empty until it is. */
    private @Nullable OrganizationNode organization(Map<String, Object> claims) throws InvalidTokenException {
        String key = text(claims, organizationClaim, MAX_ORGANIZATION_KEY);
        OrganizationNode organization = key == null ? null : tree.findOrganization(key);
        if (key != null && organization == null && tree.isDeleted(key)) {
            throw new InvalidTokenException("its organization was deleted");
        }
        return organization;
    }

    private static @Nullable String text(Map<String, Object> claims, String name, int max)
            throws InvalidTokenException {
        Object value = claims.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && TextValidation.problemOfId(text, max) == null) {
            return text;
        }
        throw new InvalidTokenException(
                "its " + name + " is not 1 to " + max + " characters without control characters");
    }

    private static Set<String> scopes(Map<String, Object> claims) {
        Set<String> scopes = new LinkedHashSet<>();
        for (String name : SCOPE_CLAIMS) {
            Object value = claims.get(name);
            if (value instanceof String text) {
                scopes.addAll(List.of(text.split(" ", -1)));
            } else if (value instanceof Collection<?> many) {
                many.forEach(one -> scopes.add(String.valueOf(one)));
            }
        }
        return scopes;
    }
}

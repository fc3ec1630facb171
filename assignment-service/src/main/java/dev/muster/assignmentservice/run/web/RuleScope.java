package dev.muster.assignmentservice.run.web;

import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.OrganizationTree.OrganizationNode;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.text.TextValidation;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rule sets and runs that callers may see and change. */
@Component
class RuleScope {

    private final AccessScope scope;

    RuleScope(AccessScope scope) {
        this.scope = scope;
    }

    /**
     * The key of the set in a path: of an organization within the caller's scope, or of the platform.
     *
     * @throws ApiException when there is none
     */
    String setKey(Caller caller, String key) {
        if (key.equals(RuleSet.PLATFORM)) {
            if (!caller.platformAdministrator()) {
                throw ApiException.notFound("organization");
            }
            return key;
        }
        OrganizationNode found = TextValidation.hasControlCharacter(key) ? null : scope.findOrganization(key);
        if (found == null || !scope.includes(caller, found.organizationId())) {
            throw ApiException.notFound("organization");
        }
        return found.organizationId();
    }

    /** Whether the caller may know an organization, or that the set decides; null is always known. */
    Predicate<@Nullable String> known(Caller caller) {
        Collection<String> ids = scope.organizationIds(caller);
        Set<String> known = ids == null ? Set.of() : Set.copyOf(ids);
        return id -> id == null || ids == null || known.contains(id);
    }

    /** The organizations whose runs the caller sees; null for all. */
    @Nullable
    Collection<String> organizationIds(Caller caller) {
        return scope.organizationIds(caller);
    }
}

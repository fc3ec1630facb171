package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.security.Permission;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the rule set of an organization, or of the platform.
 *
 * @param setKey the id of the organization, or {@link RuleSet#PLATFORM}
 * @param document JSON or YAML
 * @param expectedRevision the revision in force that the author expects, 0 for none; null for any
 * @param planToken of a preview; null for none
 */
public record PublishRules(
        String setKey,
        String document,
        @Nullable Long expectedRevision,
        @Nullable String planToken) implements DirectoryAction {

    @Override
    public String subjectId() {
        return setKey;
    }

    @Override
    public RequiredAccess requiredAccess() {
        return setKey.equals(RuleSet.PLATFORM)
                ? RequiredAccess.administrator(Permission.MANAGE_RULES)
                : RequiredAccess.forOrganizations(Permission.MANAGE_RULES, setKey);
    }
}

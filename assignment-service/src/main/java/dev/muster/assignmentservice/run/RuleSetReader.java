package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.rule.RuleSetParser;
import dev.muster.assignmentservice.rule.RuleSetParser.InvalidRuleSetException;
import dev.muster.assignmentservice.rule.RuleSetParser.OrganizationReference;
import dev.muster.assignmentservice.security.OrganizationTree;
import dev.muster.assignmentservice.security.OrganizationTree.OrganizationNode;
import dev.muster.text.TextValidation;

/** Reads documents of rule sets: a set may name its own organization and those below it, the platform's any. */
public final class RuleSetReader {

    private final OrganizationTree tree;

    public RuleSetReader(OrganizationTree tree) {
        this.tree = tree;
    }

    /**
     * Reads a document.
     *
     * @param setKey the id of the organization, or {@link RuleSet#PLATFORM}
     * @throws InvalidRuleSetException with all problems
     */
    public RuleSet read(String setKey, String document) throws InvalidRuleSetException {
        return RuleSetParser.parse(document, key -> resolve(setKey, key));
    }

    private OrganizationReference resolve(String setKey, String key) {
        OrganizationNode found = TextValidation.hasControlCharacter(key) ? null : tree.findOrganization(key);
        boolean reachable =
                found != null && (setKey.equals(RuleSet.PLATFORM) || tree.isInSubtree(found.organizationId(), setKey));
        if (found == null || !reachable) {
            return OrganizationReference.problem("there is no such organization within reach of this set");
        }
        return found.active()
                ? OrganizationReference.of(found.organizationId())
                : OrganizationReference.problem("the organization is not active");
    }
}

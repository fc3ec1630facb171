package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.rule.RuleDocument;
import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.rule.RuleSetParser;
import dev.muster.assignmentservice.rule.RuleSetParser.InvalidRuleSetException;
import dev.muster.assignmentservice.rule.RuleSetParser.OrganizationReference;
import dev.muster.assignmentservice.security.OrganizationTree;
import dev.muster.assignmentservice.security.OrganizationTree.OrganizationNode;
import dev.muster.text.TextValidation;
import java.util.HashMap;
import java.util.Map;

/** Reads documents of rule sets: a set may name its own organization and those below it, the platform's any. */
public final class RuleSetReader {

    /** Each is looked up, while others may wait. */
    private static final int MAX_ORGANIZATIONS = 2_000;

    private final OrganizationTree tree;

    public RuleSetReader(OrganizationTree tree) {
        this.tree = tree;
    }

    /**
     * Reads a document. Its canonical form, which is what will be stored, must be within the bounds too: ids may be longer than
     * keys, and YAML can name what it repeats.
     *
     * @param setKey the id of the organization, or {@link RuleSet#PLATFORM}
     * @throws InvalidRuleSetException with all problems
     */
    public RuleSet read(String setKey, String document) throws InvalidRuleSetException {
        Map<String, OrganizationReference> known = new HashMap<>();
        RuleSet rules = RuleSetParser.parse(document, key -> {
            OrganizationReference reference = known.get(key);
            if (reference == null) {
                reference = known.size() >= MAX_ORGANIZATIONS
                        ? OrganizationReference.problem(
                                "the document names more than " + MAX_ORGANIZATIONS + " organizations")
                        : resolve(setKey, key);
                if (known.size() < MAX_ORGANIZATIONS) {
                    known.put(key, reference);
                }
            }
            return reference;
        });
        RuleSetParser.parse(RuleDocument.write(rules), OrganizationReference::of);
        return rules;
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

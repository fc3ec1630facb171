package dev.muster.assignmentservice.ownership;

import dev.muster.assignmentservice.rule.Rule.OnUnmatch;
import dev.muster.assignmentservice.rule.RuleDecision;
import dev.muster.assignmentservice.rule.RuleDecision.Found;
import dev.muster.assignmentservice.rule.RuleDecision.RuleReference;
import dev.muster.assignmentservice.rule.RuleDecision.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who owns an application and how it is rebranded.
 *
 * @param organizationId the owner; null when unassigned
 * @param override the rebranding override of the application
 * @param overrideOrganizationId the organization that the override names; null when it names none
 * @param rebrandingOrgId the effective rebranding: whose branding applies; null when not rebranded
 * @param assignedBy who assigned the owner; null when unassigned
 * @param assignedAt when, with a precision of microseconds; null when unassigned
 * @param origin who decided the owner
 */
public record Ownership(
        @Nullable String organizationId,
        RebrandingOverride override,
        @Nullable String overrideOrganizationId,
        @Nullable String rebrandingOrgId,
        @Nullable String assignedBy,
        @Nullable Instant assignedAt,
        Origin origin) {

    /** Unassigned by nobody and without an override. */
    public static final Ownership NONE =
            new Ownership(null, RebrandingOverride.INHERITED, null, null, null, null, Origin.NONE);

    public boolean rebrandingEnabled() {
        return rebrandingOrgId != null;
    }

    /** Unassigned by nobody and without an override. */
    public boolean isPristine() {
        return isEquivalentTo(NONE);
    }

    /** Whether owner, origin and override are equal; derived fields may differ. */
    public boolean isEquivalentTo(Ownership other) {
        return Objects.equals(organizationId, other.organizationId)
                && origin.isSameDecision(other.origin)
                && override == other.override
                && Objects.equals(overrideOrganizationId, other.overrideOrganizationId);
    }

    public Ownership withRebrandingOrgId(@Nullable String effective) {
        return new Ownership(
                organizationId, override, overrideOrganizationId, effective, assignedBy, assignedAt, origin);
    }

    /** The same override with another owner; the effective rebranding stays to be derived. */
    Ownership withOwner(@Nullable String owner, @Nullable String by, @Nullable Instant at, Origin from) {
        return new Ownership(owner, override, overrideOrganizationId, rebrandingOrgId, by, at, from);
    }

    Ownership withOverride(RebrandingOverride requested, @Nullable String named) {
        return new Ownership(organizationId, requested, named, rebrandingOrgId, assignedBy, assignedAt, origin);
    }

    /** The same owner, open to rules; without an owner, nobody has decided. */
    Ownership released() {
        Origin open = organizationId == null ? Origin.NONE : origin.released();
        return withOwner(organizationId, assignedBy, assignedAt, open);
    }

    /** What rules need to know of it. */
    public RuleDecision.Present present() {
        return new RuleDecision.Present(
                organizationId, origin.pinned(), origin.source(), origin.rule(), origin.onUnmatch());
    }

    /** The published names of the fields in which the two differ. */
    public List<String> changedFields(Ownership other) {
        List<String> fields = new ArrayList<>();
        addIfDifferent(fields, "organization_id", organizationId, other.organizationId);
        addIfDifferent(fields, "rebranding_override", override, other.override);
        addIfDifferent(fields, "override_organization_id", overrideOrganizationId, other.overrideOrganizationId);
        addIfDifferent(fields, "rebranding_enabled", rebrandingEnabled(), other.rebrandingEnabled());
        addIfDifferent(fields, "rebranding_org_id", rebrandingOrgId, other.rebrandingOrgId);
        addIfDifferent(fields, "assigned_by", assignedBy, other.assignedBy);
        addIfDifferent(fields, "assigned_at", assignedAt, other.assignedAt);
        addIfDifferent(fields, "source", origin.source(), other.origin.source());
        addIfDifferent(fields, "pinned", origin.pinned(), other.origin.pinned());
        addIfDifferent(fields, "rule_set", origin.ruleSet(), other.origin.ruleSet());
        addIfDifferent(fields, "rule_id", origin.ruleId(), other.origin.ruleId());
        addIfDifferent(fields, "rule_set_revision", origin.ruleSetRevision(), other.origin.ruleSetRevision());
        return fields;
    }

    private static void addIfDifferent(List<String> fields, String name, @Nullable Object one, @Nullable Object other) {
        if (!Objects.equals(one, other)) {
            fields.add(name);
        }
    }

    /**
     * Who decided the owner.
     *
     * @param source null when nobody did
     * @param pinned whether rules leave the application alone, also when it has no owner
     * @param rule null unless the source is RULE
     * @param ruleSetRevision of the set when the rule gave the owner; null without a rule
     * @param onUnmatch what the rule said when it gave the owner; null without a rule
     */
    public record Origin(
            @Nullable Source source,
            boolean pinned,
            @Nullable RuleReference rule,
            @Nullable Long ruleSetRevision,
            @Nullable OnUnmatch onUnmatch) {

        /** Nobody decided. */
        public static final Origin NONE = new Origin(null, false, null, null, null);

        /** A command decided: rules leave the application alone. */
        public static final Origin EXPLICIT = new Origin(Source.EXPLICIT, true, null, null, null);

        /** The rules or the owner of the system decided. */
        static Origin of(Found found) {
            boolean byRule = found.rule() != null;
            return new Origin(found.source(), false, found.rule(), byRule ? found.revision() : null, found.onUnmatch());
        }

        /** The same decision, open to rules. */
        Origin released() {
            return new Origin(source, false, rule, ruleSetRevision, onUnmatch);
        }

        public @Nullable String ruleSet() {
            return rule == null ? null : rule.setKey();
        }

        public @Nullable String ruleId() {
            return rule == null ? null : rule.ruleId();
        }

        /** Whether the same rule, or a command, decided; the revision of the set does not matter. */
        boolean isSameDecision(Origin other) {
            return source == other.source && pinned == other.pinned && Objects.equals(rule, other.rule);
        }
    }

    /** The rebranding setting of an application. */
    public enum RebrandingOverride {
        /** None: inherited from the owner. */
        INHERITED,
        /** Rebranded, for a given organization or for the owner. */
        ENABLED,
        /** Not rebranded, whatever the setting of the organizations. */
        DISABLED
    }
}

package dev.muster.assignmentservice.ownership.postgres;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.ownership.Ownership;
import dev.muster.assignmentservice.ownership.Ownership.Origin;
import dev.muster.assignmentservice.ownership.Ownership.RebrandingOverride;
import dev.muster.assignmentservice.rule.Rule.OnUnmatch;
import dev.muster.assignmentservice.rule.RuleDecision.RuleReference;
import dev.muster.assignmentservice.rule.RuleDecision.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of an ownership in the columns {@code before} and {@code after}, with the field names of the published events.
 *
 * @param rebrandingEnabled derived from the other fields; written for people who query the JSON
 */
public record OwnershipJson(
        @JsonProperty("organization_id") @Nullable String organizationId,
        @JsonProperty("rebranding_override") RebrandingOverride override,
        @JsonProperty("override_organization_id") @Nullable String overrideOrganizationId,
        @JsonProperty("rebranding_enabled") boolean rebrandingEnabled,
        @JsonProperty("rebranding_org_id") @Nullable String rebrandingOrgId,
        @JsonProperty("assigned_by") @Nullable String assignedBy,
        @JsonProperty("assigned_at") @Nullable Instant assignedAt,
        @JsonProperty("source") @Nullable Source source,
        @JsonProperty("pinned") @Nullable Boolean pinned,
        @JsonProperty("rule_set") @Nullable String ruleSet,
        @JsonProperty("rule_id") @Nullable String ruleId,
        @JsonProperty("rule_set_revision") @Nullable Long ruleSetRevision,
        @JsonProperty("on_unmatch") @Nullable OnUnmatch onUnmatch) {

    private static final ObjectWriter WRITER = JsonMapper.shared().writerFor(OwnershipJson.class);
    private static final ObjectReader READER = JsonMapper.shared().readerFor(OwnershipJson.class);

    /** The JSON; null for null. */
    public static @Nullable String write(@Nullable Ownership ownership) {
        return ownership == null
                ? null
                : WRITER.writeValueAsString(new OwnershipJson(
                        ownership.organizationId(),
                        ownership.override(),
                        ownership.overrideOrganizationId(),
                        ownership.rebrandingEnabled(),
                        ownership.rebrandingOrgId(),
                        ownership.assignedBy(),
                        ownership.assignedAt(),
                        ownership.origin().source(),
                        ownership.origin().pinned(),
                        ownership.origin().ruleSet(),
                        ownership.origin().ruleId(),
                        ownership.origin().ruleSetRevision(),
                        ownership.origin().onUnmatch()));
    }

    /** The ownership of the JSON; null for null. */
    public static @Nullable Ownership read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        OwnershipJson json = READER.readValue(text);
        return new Ownership(
                json.organizationId,
                json.override,
                json.overrideOrganizationId,
                json.rebrandingOrgId,
                json.assignedBy,
                json.assignedAt,
                json.origin());
    }

    /** Without {@code pinned} the JSON is older than origins. */
    private Origin origin() {
        if (pinned == null) {
            return organizationId == null ? Origin.NONE : Origin.EXPLICIT;
        }
        RuleReference rule = ruleSet == null || ruleId == null ? null : new RuleReference(ruleSet, ruleId);
        return new Origin(source, pinned, rule, ruleSetRevision, onUnmatch);
    }
}

package dev.muster.assignmentservice.application.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.muster.assignmentservice.application.Application;
import dev.muster.assignmentservice.application.Application.Owner;
import dev.muster.assignmentservice.application.Application.ReportedApplication;
import dev.muster.assignmentservice.application.ApplicationDetails;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The response body of an application.
 *
 * @param data additional reported data; omitted from lists
 * @param createdAt when it was first seen
 * @param deletedAt omitted while it is present
 */
@JsonPropertyOrder({
    "id",
    "system_id",
    "module_id",
    "instance_of",
    "name",
    "source",
    "display_name",
    "node_id",
    "node_label",
    "version",
    "organization_id",
    "organization_type",
    "status",
    "inventory_data",
    "backup_data",
    "services_data",
    "url",
    "notes",
    "is_user_facing",
    "created_at",
    "updated_at",
    "first_seen_at",
    "last_inventory_at",
    "deleted_at",
    "rebranding_enabled",
    "rebranding_org_id",
    "system",
    "organization"
})
record ApplicationBody(
        @JsonProperty("id") String id,
        @JsonProperty("system_id") String systemId,
        @JsonProperty("module_id") String moduleId,
        @JsonProperty("instance_of") String instanceOf,
        @JsonProperty("name") String name,
        @JsonProperty("source") String source,
        @JsonProperty("display_name") @Nullable String displayName,
        @JsonProperty("node_id") @Nullable Integer nodeId,
        @JsonProperty("node_label") @Nullable String nodeLabel,
        @JsonProperty("version") String version,
        @JsonProperty("organization_id") @Nullable String organizationId,
        @JsonProperty("organization_type") @Nullable String organizationType,
        @JsonProperty("status") String status,
        @JsonUnwrapped @Nullable ReportedData data,
        @JsonProperty("url") @Nullable String url,
        @JsonProperty("notes") @Nullable String notes,
        @JsonProperty("is_user_facing") boolean userFacing,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,
        @JsonProperty("first_seen_at") Instant firstSeenAt,
        @JsonProperty("last_inventory_at") Instant lastInventoryAt,

        @JsonProperty("deleted_at") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        Instant deletedAt,

        @JsonProperty("rebranding_enabled") boolean rebrandingEnabled,
        @JsonProperty("rebranding_org_id") @Nullable String rebrandingOrgId,
        @JsonProperty("system") SystemPart system,
        @JsonProperty("organization") @Nullable OrganizationPart organization) {

    /** Reported JSON objects; inventory has validated them. */
    record ReportedData(
            @JsonProperty("inventory_data") @JsonRawValue String inventoryData,
            @JsonProperty("backup_data") @JsonRawValue String backupData,
            @JsonProperty("services_data") @JsonRawValue String servicesData) {

        static ReportedData of(ReportedApplication.Data data) {
            return new ReportedData(data.inventory(), data.backup(), data.services());
        }
    }

    /** The system; its name falls back to its id. */
    @JsonPropertyOrder({"id", "name"})
    record SystemPart(
            @JsonProperty("id") String id,
            @JsonProperty("name") String name) {}

    @JsonPropertyOrder({"id", "logto_id", "name", "description", "type"})
    record OrganizationPart(
            @JsonProperty("id") UUID id,
            @JsonProperty("logto_id") String logtoId,
            @JsonProperty("name") String name,
            @JsonProperty("description") String description,
            @JsonProperty("type") String type) {

        static OrganizationPart of(Owner owner) {
            return new OrganizationPart(
                    owner.uuid(), owner.publicId(), owner.name(), owner.description(), typeOf(owner));
        }
    }

    static ApplicationBody of(Application application) {
        ReportedApplication reported = application.reported();
        ApplicationDetails details = application.details();
        Owner owner = application.owner();
        return new ApplicationBody(
                reported.applicationId(),
                reported.systemId(),
                reported.moduleId(),
                reported.instanceOf(),
                reported.name(),
                reported.source(),
                application.displayName(),
                reported.nodeId(),
                reported.nodeLabel(),
                reported.version(),
                owner == null ? null : owner.publicId(),
                owner == null ? null : typeOf(owner),
                application.isAssigned() ? "assigned" : "unassigned",
                reported.data() == null ? null : ReportedData.of(reported.data()),
                application.url(),
                details.notes(),
                reported.userFacing(),
                reported.firstSeenAt(),
                application.updatedAt(),
                reported.firstSeenAt(),
                reported.lastInventoryAt(),
                reported.deletedAt(),
                application.rebrandingPublicId() != null,
                application.rebrandingPublicId(),
                new SystemPart(
                        reported.systemId(),
                        application.systemName() == null ? reported.systemId() : application.systemName()),
                owner == null ? null : OrganizationPart.of(owner));
    }

    private static String typeOf(Owner owner) {
        return owner.type().name().toLowerCase(Locale.ROOT);
    }
}

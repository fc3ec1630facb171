package dev.muster.assignmentservice.system.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.system.StoredSystem;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A system; called by its id as long as nobody has named it. */
@JsonPropertyOrder({"id", "name", "organization_id", "revision", "created_at", "updated_at", "organization"})
record SystemBody(
        @JsonProperty("id") String id,
        @JsonProperty("name") String name,
        @JsonProperty("organization_id") @Nullable String organizationId,
        @JsonProperty("revision") long revision,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,
        @JsonProperty("organization") @Nullable OrganizationPart organization) {

    @JsonPropertyOrder({"id", "logto_id", "name", "type"})
    record OrganizationPart(
            @JsonProperty("id") UUID id,
            @JsonProperty("logto_id") String logtoId,
            @JsonProperty("name") String name,
            @JsonProperty("type") String type) {

        static OrganizationPart of(Organization organization) {
            return new OrganizationPart(
                    organization.uuid(),
                    organization.publicId(),
                    organization.name(),
                    organization.type().name().toLowerCase(Locale.ROOT));
        }
    }

    static SystemBody of(StoredSystem kept, @Nullable StoredOrganization owner) {
        String name = kept.system().name();
        return new SystemBody(
                kept.system().systemId(),
                name == null ? kept.system().systemId() : name,
                owner == null ? null : owner.organization().publicId(),
                kept.revision(),
                kept.createdAt(),
                kept.updatedAt(),
                owner == null ? null : OrganizationPart.of(owner.organization()));
    }
}

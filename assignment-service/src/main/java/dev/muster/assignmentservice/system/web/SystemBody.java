package dev.muster.assignmentservice.system.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.system.SystemStore.StoredSystem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A system; its name is its id when it has none. */
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

    static SystemBody of(StoredSystem stored, @Nullable StoredOrganization owner) {
        String name = stored.system().name();
        return new SystemBody(
                stored.system().systemId(),
                name == null ? stored.system().systemId() : name,
                owner == null ? null : owner.organization().publicId(),
                stored.revision(),
                stored.createdAt(),
                stored.updatedAt(),
                owner == null ? null : OrganizationPart.of(owner.organization()));
    }

    /** A page of systems. */
    @JsonPropertyOrder({"systems", "pagination"})
    record SystemPage(
            @JsonProperty("systems") List<SystemBody> systems,
            @JsonProperty("pagination") Pagination pagination) {

        @JsonPropertyOrder({"page", "page_size", "total_count", "total_pages", "has_next", "has_prev"})
        record Pagination(
                @JsonProperty("page") int page,
                @JsonProperty("page_size") int pageSize,
                @JsonProperty("total_count") long totalCount,
                @JsonProperty("total_pages") long totalPages,
                @JsonProperty("has_next") boolean hasNext,
                @JsonProperty("has_prev") boolean hasPrev) {

            static Pagination of(int page, int pageSize, long total) {
                long pages = (total + pageSize - 1) / pageSize;
                return new Pagination(page, pageSize, total, pages, page < pages, page > 1);
            }
        }
    }
}

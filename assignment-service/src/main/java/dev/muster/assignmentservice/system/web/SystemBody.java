package dev.muster.assignmentservice.system.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.system.SystemFreshness;
import dev.muster.assignmentservice.system.SystemStore.Status;
import dev.muster.assignmentservice.system.SystemStore.StoredSystem;
import dev.muster.assignmentservice.system.SystemStore.SystemQuery.Order;
import dev.muster.assignmentservice.system.SystemStore.Totals;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A system; its name is the reported one, or else its id, when people gave it none.
 *
 * @param lastInventory when its newest snapshot was collected
 * @param state active, stale or missing; null for a system that inventory does not know, as the next two
 * @param stateSince when it entered the state
 * @param applications number of its present applications
 */
@JsonPropertyOrder({
    "id",
    "name",
    "status",
    "organization_id",
    "revision",
    "created_at",
    "updated_at",
    "last_inventory",
    "organization",
    "state",
    "state_since",
    "applications"
})
record SystemBody(
        @JsonProperty("id") String id,
        @JsonProperty("name") String name,
        @JsonProperty("status") String status,
        @JsonProperty("organization_id") @Nullable String organizationId,
        @JsonProperty("revision") long revision,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,
        @JsonProperty("last_inventory") @Nullable Instant lastInventory,
        @JsonProperty("organization") @Nullable OrganizationPart organization,
        @JsonProperty("state") @Nullable String state,
        @JsonProperty("state_since") @Nullable Instant stateSince,
        @JsonProperty("applications") @Nullable Integer applications) {

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
        SystemFreshness freshness = stored.freshness();
        return new SystemBody(
                stored.system().systemId(),
                stored.shownName(),
                Status.of(freshness).code(),
                owner == null ? null : owner.organization().publicId(),
                stored.revision(),
                stored.createdAt(),
                stored.updatedAt(),
                stored.lastInventoryAt(),
                owner == null ? null : OrganizationPart.of(owner.organization()),
                freshness == null ? null : freshness.state().name().toLowerCase(Locale.ROOT),
                freshness == null ? null : freshness.since(),
                freshness == null ? null : freshness.applications());
    }

    /** A page of systems. */
    @JsonPropertyOrder({"systems", "pagination"})
    record SystemPage(
            @JsonProperty("systems") List<SystemBody> systems,
            @JsonProperty("pagination") Pagination pagination) {

        @JsonPropertyOrder({
            "page",
            "page_size",
            "total_count",
            "total_pages",
            "has_next",
            "has_prev",
            "next_page",
            "prev_page",
            "sort_by",
            "sort_direction"
        })
        record Pagination(
                @JsonProperty("page") int page,
                @JsonProperty("page_size") int pageSize,
                @JsonProperty("total_count") long totalCount,
                @JsonProperty("total_pages") long totalPages,
                @JsonProperty("has_next") boolean hasNext,
                @JsonProperty("has_prev") boolean hasPrev,
                @JsonProperty("next_page") @Nullable Integer nextPage,
                @JsonProperty("prev_page") @Nullable Integer prevPage,
                @JsonProperty("sort_by") String sortBy,
                @JsonProperty("sort_direction") String sortDirection) {

            static Pagination of(int page, int pageSize, long total, Order order, boolean descending) {
                long pages = (total + pageSize - 1) / pageSize;
                return new Pagination(
                        page,
                        pageSize,
                        total,
                        pages,
                        page < pages,
                        page > 1,
                        page < pages ? page + 1 : null,
                        page > 1 ? page - 1 : null,
                        order.code(),
                        descending ? "desc" : "asc");
            }
        }
    }

    /** Counts of systems by status. */
    @JsonPropertyOrder({"total", "active", "inactive", "unknown", "timeout_minutes"})
    record TotalsBody(
            @JsonProperty("total") long total,
            @JsonProperty("active") long active,
            @JsonProperty("inactive") long inactive,
            @JsonProperty("unknown") long unknown,
            @JsonProperty("timeout_minutes") int timeoutMinutes) {

        static TotalsBody of(Totals totals, int timeoutMinutes) {
            return new TotalsBody(totals.total(), totals.active(), totals.inactive(), totals.unknown(), timeoutMinutes);
        }
    }
}

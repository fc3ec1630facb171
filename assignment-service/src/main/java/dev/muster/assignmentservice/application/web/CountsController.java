package dev.muster.assignmentservice.application.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.ApplicationCatalog.DayCount;
import dev.muster.assignmentservice.application.ApplicationCatalog.Totals;
import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.Visibility;
import dev.muster.assignmentservice.application.web.ListRequest.OwnerFilter;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.search.TextFolding;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.Envelope;
import dev.muster.assignmentservice.web.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Counts applications. Each request reads all applications that the caller may see. */
@RestController
class CountsController {

    private static final int MAX_ORGANIZATIONS = 100;
    private static final int MAX_SHOWN_TYPES = 100;
    private static final int MAX_TEXT = 256;
    private static final List<String> PERIODS_D = List.of("7", "30", "90", "180", "365");

    /** {@code by_type} has at most {@link ApplicationCatalog#MAX_TYPES} of the most frequent types. */
    @JsonPropertyOrder({"total", "assigned", "unassigned", "by_type", "by_status"})
    record TotalsBody(
            @JsonProperty("total") long total,
            @JsonProperty("assigned") long assigned,
            @JsonProperty("unassigned") long unassigned,
            @JsonProperty("by_type") Map<String, Long> byType,
            @JsonProperty("by_status") StatusTotals byStatus) {

        static TotalsBody of(Totals totals, List<ApplicationCatalog.TypeCount> types) {
            Map<String, Long> byType = new LinkedHashMap<>();
            types.forEach(one -> byType.put(one.instanceOf(), one.count()));
            return new TotalsBody(
                    totals.total(),
                    totals.assigned(),
                    totals.unassigned(),
                    byType,
                    new StatusTotals(totals.assigned(), totals.unassigned()));
        }
    }

    @JsonPropertyOrder({"assigned", "unassigned"})
    record StatusTotals(
            @JsonProperty("assigned") long assigned,
            @JsonProperty("unassigned") long unassigned) {}

    /**
     * {@code by_type} has at most 100 types, {@code by_organization} the 100 largest owners; {@code pagination} is that of
     * {@code by_type} and omitted unless pages are requested.
     */
    @JsonPropertyOrder({"total", "by_status", "by_type", "by_organization", "pagination"})
    record SummaryBody(
            @JsonProperty("total") long total,
            @JsonProperty("by_status") List<StatusCount> byStatus,
            @JsonProperty("by_type") List<TypeCount> byType,
            @JsonProperty("by_organization") List<OrganizationCount> byOrganization,

            @JsonProperty("pagination") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            TypePagination pagination) {}

    @JsonPropertyOrder({"status", "count"})
    record StatusCount(
            @JsonProperty("status") String status,
            @JsonProperty("count") long count) {}

    @JsonPropertyOrder({"instance_of", "name", "count"})
    record TypeCount(
            @JsonProperty("instance_of") String instanceOf,
            @JsonProperty("name") String name,
            @JsonProperty("count") long count) {

        static TypeCount of(ApplicationCatalog.TypeCount type) {
            return new TypeCount(type.instanceOf(), type.name(), type.count());
        }
    }

    @JsonPropertyOrder({"organization_id", "name", "count"})
    record OrganizationCount(
            @JsonProperty("organization_id") String organizationId,
            @JsonProperty("name") String name,
            @JsonProperty("count") long count) {}

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
    record TypePagination(
            @JsonProperty("page") int page,
            @JsonProperty("page_size") int pageSize,
            @JsonProperty("total_count") int totalCount,
            @JsonProperty("total_pages") int totalPages,
            @JsonProperty("has_next") boolean hasNext,
            @JsonProperty("has_prev") boolean hasPrev,
            @JsonProperty("next_page") @Nullable Integer nextPage,
            @JsonProperty("prev_page") @Nullable Integer prevPage,
            @JsonProperty("sort_by") String sortBy,
            @JsonProperty("sort_direction") String sortDirection) {}

    /** The query of a summary: {@code pageSize} is null for all types up to 100. */
    private record SummaryRequest(
            ApplicationFilter filter,
            OwnerFilter owners,
            int page,
            @Nullable Integer pageSize,
            String sortBy,
            boolean descending) {

        static SummaryRequest of(QueryParameters query) {
            ApplicationFilter filter = new ApplicationFilter(
                    null, List.of(), List.of(), query.texts("system_id", MAX_TEXT, 1), null, null, null);
            OwnerFilter owners = OwnerFilter.of(query);
            int page = query.number("page", 1, ApplicationCatalog.MAX_TYPES);
            int pageSize = query.number("page_size", MAX_SHOWN_TYPES, MAX_SHOWN_TYPES);
            boolean paged = query.text("page_size", MAX_TEXT) != null;
            String sortBy = query.oneOf("sort_by", "count", List.of("count", "created_at", "instance_of"));
            String direction = query.oneOf("sort_direction", "desc", List.of("asc", "desc"));
            query.requireValid();
            return new SummaryRequest(filter, owners, page, paged ? pageSize : null, sortBy, direction.equals("desc"));
        }

        /** Equal ones are ordered by type. */
        List<TypeCount> page(List<ApplicationCatalog.TypeCount> types) {
            Comparator<ApplicationCatalog.TypeCount> order = switch (sortBy) {
                case "created_at" -> Comparator.comparing(ApplicationCatalog.TypeCount::newest);
                case "instance_of" -> Comparator.comparing(type -> TextFolding.fold(type.instanceOf()));
                default -> Comparator.comparing(ApplicationCatalog.TypeCount::count);
            };
            int size = pageSize == null ? MAX_SHOWN_TYPES : pageSize;
            return types.stream()
                    .sorted((descending ? order.reversed() : order)
                            .thenComparing(ApplicationCatalog.TypeCount::instanceOf))
                    .skip(pageSize == null ? 0 : (page - 1L) * size)
                    .limit(size)
                    .map(TypeCount::of)
                    .toList();
        }

        @Nullable
        TypePagination pagination(int types) {
            if (pageSize == null) {
                return null;
            }
            int pages = (types + pageSize - 1) / pageSize;
            return new TypePagination(
                    page,
                    pageSize,
                    types,
                    pages,
                    page < pages,
                    page > 1,
                    page < pages ? page + 1 : null,
                    page > 1 ? page - 1 : null,
                    sortBy,
                    descending ? "desc" : "asc");
        }
    }

    /**
     * The first data point is the count before the period.
     *
     * @param deltaPercentage the change in percent of the previous total; 0 when that is 0
     */
    @JsonPropertyOrder({
        "period_days",
        "period",
        "period_label",
        "current_total",
        "previous_total",
        "delta",
        "delta_percentage",
        "trend",
        "data_points"
    })
    record TrendBody(
            @JsonProperty("period_days") int periodDays,
            @JsonProperty("period") int period,
            @JsonProperty("period_label") String periodLabel,
            @JsonProperty("current_total") long currentTotal,
            @JsonProperty("previous_total") long previousTotal,
            @JsonProperty("delta") long delta,
            @JsonProperty("delta_percentage") double deltaPercentage,
            @JsonProperty("trend") String trend,
            @JsonProperty("data_points") List<DataPoint> dataPoints) {

        static TrendBody of(int days, List<DayCount> counts) {
            long previous = counts.get(0).count();
            long current = counts.get(counts.size() - 1).count();
            long delta = current - previous;
            return new TrendBody(
                    days,
                    days,
                    days + " days",
                    current,
                    previous,
                    delta,
                    previous == 0 ? 0 : delta * 100.0 / previous,
                    delta == 0 ? "stable" : delta > 0 ? "up" : "down",
                    counts.stream()
                            .map(one -> new DataPoint(one.day(), one.count()))
                            .toList());
        }
    }

    @JsonPropertyOrder({"date", "count"})
    record DataPoint(
            @JsonProperty("date") LocalDate date,
            @JsonProperty("count") long count) {}

    private final ApplicationCatalog catalog;
    private final Visibility visibility;
    private final OrganizationStore organizations;
    private final Clock clock;

    CountsController(ApplicationCatalog catalog, Visibility visibility, OrganizationStore organizations, Clock clock) {
        this.catalog = catalog;
        this.visibility = visibility;
        this.organizations = organizations;
        this.clock = clock;
    }

    @GetMapping({"/api/applications/totals", "/api/applications/totals/"})
    @RequiresPermission(Permission.READ_APPLICATIONS)
    @Transactional(readOnly = true)
    Envelope<TotalsBody> totals(HttpServletRequest request, Caller caller) {
        QueryParameters.requireNone(request);
        ApplicationFilter filter = ApplicationFilter.all(visibility.scopeOf(caller));
        TotalsBody totals = TotalsBody.of(catalog.totals(filter), catalog.countByType(filter));
        return new Envelope<>(200, "application totals retrieved successfully", totals);
    }

    @GetMapping({"/api/applications/summary", "/api/applications/summary/"})
    @RequiresPermission(Permission.READ_APPLICATIONS)
    @Transactional(readOnly = true)
    Envelope<SummaryBody> summary(HttpServletRequest request, Caller caller) {
        SummaryRequest summaryRequest = SummaryRequest.of(new QueryParameters(request));
        ApplicationFilter filter = summaryRequest
                .filter()
                .ownedBy(summaryRequest.owners().resolve(caller, organizations, visibility))
                .within(visibility.scopeOf(caller));
        Totals totals = catalog.totals(filter);
        List<ApplicationCatalog.TypeCount> types = catalog.countByType(filter);
        SummaryBody summary = new SummaryBody(
                totals.total(),
                List.of(
                        new StatusCount("assigned", totals.assigned()),
                        new StatusCount("unassigned", totals.unassigned())),
                summaryRequest.page(types),
                catalog.countByOwner(filter, MAX_ORGANIZATIONS).stream()
                        .map(one -> new OrganizationCount(one.publicId(), one.name(), one.count()))
                        .toList(),
                summaryRequest.pagination(types.size()));
        return new Envelope<>(200, "application summary retrieved successfully", summary);
    }

    @GetMapping({"/api/applications/trend", "/api/applications/trend/"})
    @RequiresPermission(Permission.READ_APPLICATIONS)
    @Transactional(readOnly = true)
    Envelope<TrendBody> trend(HttpServletRequest request, Caller caller) {
        QueryParameters query = new QueryParameters(request);
        int days = Integer.parseInt(query.oneOf("period", "7", PERIODS_D));
        query.requireValid();
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        List<DayCount> counts = catalog.countByDay(visibility.scopeOf(caller), today.minusDays(days), today);
        return new Envelope<>(200, "application trend retrieved successfully", TrendBody.of(days, counts));
    }
}

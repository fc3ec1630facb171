package dev.muster.assignmentservice.application.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.ApplicationCatalog.DayCount;
import dev.muster.assignmentservice.application.ApplicationCatalog.Totals;
import dev.muster.assignmentservice.application.ApplicationFilter.ScopeFilter;
import dev.muster.assignmentservice.application.Visibility;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.Envelope;
import dev.muster.assignmentservice.web.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Counts applications. Each request reads all applications that the caller may see. */
@RestController
class CountsController {

    private static final int MAX_ORGANIZATIONS = 100;
    private static final List<String> PERIODS_D = List.of("7", "30", "90", "365");

    @JsonPropertyOrder({"total", "assigned", "unassigned"})
    record TotalsBody(
            @JsonProperty("total") long total,
            @JsonProperty("assigned") long assigned,
            @JsonProperty("unassigned") long unassigned) {

        static TotalsBody of(Totals totals) {
            return new TotalsBody(totals.total(), totals.assigned(), totals.unassigned());
        }
    }

    /** {@code by_type} has at most the 100 most frequent types, {@code by_organization} the 100 largest owners. */
    @JsonPropertyOrder({"total", "by_status", "by_type", "by_organization"})
    record SummaryBody(
            @JsonProperty("total") long total,
            @JsonProperty("by_status") List<StatusCount> byStatus,
            @JsonProperty("by_type") List<TypeCount> byType,
            @JsonProperty("by_organization") List<OrganizationCount> byOrganization) {}

    @JsonPropertyOrder({"status", "count"})
    record StatusCount(
            @JsonProperty("status") String status,
            @JsonProperty("count") long count) {}

    @JsonPropertyOrder({"instance_of", "count"})
    record TypeCount(
            @JsonProperty("instance_of") String instanceOf,
            @JsonProperty("count") long count) {}

    @JsonPropertyOrder({"organization_id", "name", "count"})
    record OrganizationCount(
            @JsonProperty("organization_id") String organizationId,
            @JsonProperty("name") String name,
            @JsonProperty("count") long count) {}

    /** The first data point is the count before the period. */
    @JsonPropertyOrder({"period_days", "current_total", "previous_total", "delta", "data_points"})
    record TrendBody(
            @JsonProperty("period_days") int periodDays,
            @JsonProperty("current_total") long currentTotal,
            @JsonProperty("previous_total") long previousTotal,
            @JsonProperty("delta") long delta,
            @JsonProperty("data_points") List<DataPoint> dataPoints) {}

    @JsonPropertyOrder({"date", "count"})
    record DataPoint(
            @JsonProperty("date") LocalDate date,
            @JsonProperty("count") long count) {}

    private final ApplicationCatalog catalog;
    private final Visibility visibility;
    private final Clock clock;

    CountsController(ApplicationCatalog catalog, Visibility visibility, Clock clock) {
        this.catalog = catalog;
        this.visibility = visibility;
        this.clock = clock;
    }

    @GetMapping({"/api/applications/totals", "/api/applications/totals/"})
    @RequiresPermission(Permission.READ_APPLICATIONS)
    @Transactional(readOnly = true)
    Envelope<TotalsBody> totals(HttpServletRequest request, Caller caller) {
        QueryParameters.requireNone(request);
        TotalsBody totals = TotalsBody.of(catalog.totals(visibility.scopeOf(caller)));
        return new Envelope<>(200, "application totals retrieved successfully", totals);
    }

    @GetMapping({"/api/applications/summary", "/api/applications/summary/"})
    @RequiresPermission(Permission.READ_APPLICATIONS)
    @Transactional(readOnly = true)
    Envelope<SummaryBody> summary(HttpServletRequest request, Caller caller) {
        QueryParameters.requireNone(request);
        ScopeFilter scope = visibility.scopeOf(caller);
        Totals totals = catalog.totals(scope);
        SummaryBody summary = new SummaryBody(
                totals.total(),
                List.of(
                        new StatusCount("assigned", totals.assigned()),
                        new StatusCount("unassigned", totals.unassigned())),
                catalog.countByType(scope).stream()
                        .map(one -> new TypeCount(one.instanceOf(), one.count()))
                        .toList(),
                catalog.countByOwner(scope, MAX_ORGANIZATIONS).stream()
                        .map(one -> new OrganizationCount(one.publicId(), one.name(), one.count()))
                        .toList());
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
        long previous = counts.get(0).count();
        long current = counts.get(counts.size() - 1).count();
        TrendBody trend = new TrendBody(
                days,
                current,
                previous,
                current - previous,
                counts.stream()
                        .map(one -> new DataPoint(one.day(), one.count()))
                        .toList());
        return new Envelope<>(200, "application trend retrieved successfully", trend);
    }
}

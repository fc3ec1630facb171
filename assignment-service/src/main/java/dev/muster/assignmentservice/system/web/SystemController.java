package dev.muster.assignmentservice.system.web;

import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.directory.web.DirectoryRequestHandler;
import dev.muster.assignmentservice.directory.web.DirectoryRequestHandler.Write;
import dev.muster.assignmentservice.directory.web.RequestHash;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.system.ChangeSystem;
import dev.muster.assignmentservice.system.SystemStore;
import dev.muster.assignmentservice.system.SystemStore.StoredSystem;
import dev.muster.assignmentservice.system.SystemStore.SystemQuery;
import dev.muster.assignmentservice.system.SystemStore.SystemQuery.Order;
import dev.muster.assignmentservice.system.web.SystemBody.SystemPage;
import dev.muster.assignmentservice.system.web.SystemBody.TotalsBody;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import dev.muster.assignmentservice.web.Envelope;
import dev.muster.assignmentservice.web.QueryParameters;
import dev.muster.text.TextValidation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Names and owners of systems. Systems without an owner are visible to platform administrators only. */
@RestController
class SystemController {

    private static final int MAX_PAGE_SIZE = 100;
    private static final int MAX_PAGE = 1_000_000;
    private static final int MAX_ID = 100;
    private static final int MAX_SEARCH = 256;
    private static final int MAX_VALUES = 100;
    private static final int MAX_TIMEOUT_MINUTES = 43_200;

    /** Counts by the published states. */
    private static final int NO_TIMEOUT = 0;

    /** Those beside active, inactive and unknown belong to what Muster does not know: no system has them. */
    private static final List<String> STATUSES =
            List.of("active", "inactive", "unknown", "suspended", "deleted", "no_inventory");

    private static final List<String> ORDERS =
            Arrays.stream(Order.values()).map(Order::code).toList();

    private final SystemStore systems;
    private final OrganizationStore organizations;
    private final DirectoryRequestHandler requestHandler;
    private final AccessScope accessScope;
    private final Clock clock;

    SystemController(
            SystemStore systems,
            OrganizationStore organizations,
            DirectoryRequestHandler requestHandler,
            AccessScope accessScope,
            Clock clock) {
        this.systems = systems;
        this.organizations = organizations;
        this.requestHandler = requestHandler;
        this.accessScope = accessScope;
        this.clock = clock;
    }

    @GetMapping({"/api/systems", "/api/systems/"})
    @RequiresPermission(Permission.READ_SYSTEMS)
    @Transactional(readOnly = true)
    Envelope<SystemPage> list(HttpServletRequest request, Caller caller) {
        QueryParameters query = new QueryParameters(request);
        int page = query.number("page", 1, MAX_PAGE);
        int pageSize = query.number("page_size", 20, MAX_PAGE_SIZE);
        String search = query.text("search", MAX_SEARCH);
        List<String> owners = query.texts("organization_id", MAX_SEARCH, MAX_VALUES);
        boolean hierarchy = query.flag("include_hierarchy");
        List<String> statuses = query.texts("status", MAX_SEARCH, MAX_VALUES);
        if (!STATUSES.containsAll(statuses)) {
            query.addProblem("status", "must be one of " + String.join(", ", STATUSES), "");
        }
        Order order = Order.valueOf(query.oneOf("sort_by", "id", ORDERS).toUpperCase(Locale.ROOT));
        boolean descending =
                query.oneOf("sort_direction", "asc", List.of("asc", "desc")).equals("desc");
        query.requireValid();
        Page<StoredSystem> found = systems.list(new SystemQuery(
                accessScope.organizationIds(caller),
                owners.isEmpty() ? null : ownerIds(owners, hierarchy),
                statuses.isEmpty() ? null : statuses,
                search,
                order,
                descending,
                (page - 1L) * pageSize,
                pageSize));
        List<SystemBody> bodies = found.items().stream().map(this::body).toList();
        return new Envelope<>(
                200,
                "systems retrieved successfully",
                new SystemPage(bodies, SystemPage.Pagination.of(page, pageSize, found.total(), order, descending)));
    }

    /** The ids of organizations, and of all below them with {@code hierarchy}. An unknown one owns nothing. */
    private Collection<String> ownerIds(List<String> keys, boolean hierarchy) {
        Set<String> ids = new TreeSet<>();
        for (String key : keys) {
            StoredOrganization found = organizations.findByKey(key);
            if (found != null) {
                String id = found.organization().organizationId();
                ids.addAll(hierarchy ? accessScope.subtree(id) : List.of(id));
            }
        }
        return ids;
    }

    @GetMapping({"/api/systems/totals", "/api/systems/totals/"})
    @RequiresPermission(Permission.READ_SYSTEMS)
    @Transactional(readOnly = true)
    Envelope<TotalsBody> totals(HttpServletRequest request, Caller caller) {
        QueryParameters query = new QueryParameters(request);
        int timeout = query.number("timeout", NO_TIMEOUT, MAX_TIMEOUT_MINUTES);
        query.requireValid();
        Instant activeSince = timeout == NO_TIMEOUT ? null : clock.instant().minus(Duration.ofMinutes(timeout));
        TotalsBody totals = TotalsBody.of(systems.totals(accessScope.organizationIds(caller), activeSince), timeout);
        return new Envelope<>(200, "systems totals retrieved", totals);
    }

    @GetMapping({"/api/systems/{id}", "/api/systems/{id}/"})
    @RequiresPermission(Permission.READ_SYSTEMS)
    @Transactional(readOnly = true)
    Envelope<SystemBody> get(@PathVariable("id") String id, HttpServletRequest request, Caller caller) {
        QueryParameters.requireNone(request);
        return new Envelope<>(200, "system retrieved successfully", body(require(id, caller)));
    }

    @PatchMapping({"/api/systems/{id}", "/api/systems/{id}/"})
    @RequiresPermission(Permission.MANAGE_SYSTEMS)
    @Transactional
    Envelope<SystemBody> patch(
            @PathVariable("id") String id, @RequestBody SystemPatch body, HttpServletRequest request, Caller caller) {
        body.validate();
        Write write = requestHandler.begin(caller, request);
        if (!isReleased(id, body, request, caller, write)) {
            require(id, caller);
            ChangeSystem change =
                    new ChangeSystem(id, body.newName(), target(body, caller), body.releasesOrganization());
            requireApplied(write.apply(change, RequestHash.of(caller, request, change.toString())));
        }
        return new Envelope<>(200, "system updated successfully", body(Objects.requireNonNull(systems.find(id))));
    }

    /** Whether the caller released the system with the same request before, and it still has no owner. */
    private boolean isReleased(String id, SystemPatch body, HttpServletRequest request, Caller caller, Write write) {
        ChangeSystem release = new ChangeSystem(id, body.newName(), null, true);
        if (!body.releasesOrganization()
                || write.completedSubject(RequestHash.of(caller, request, release.toString())) == null) {
            return false;
        }
        StoredSystem stored = systems.find(id);
        return stored != null && stored.system().organizationId() == null;
    }

    private StoredSystem require(String id, Caller caller) {
        if (TextValidation.problemOfLine(id, MAX_ID) != null) {
            throw ApiException.notFound("system");
        }
        StoredSystem stored = systems.find(id);
        if (stored == null || !accessScope.includes(caller, stored.system().organizationId())) {
            throw ApiException.notFound("system");
        }
        return stored;
    }

    private @Nullable String target(SystemPatch body, Caller caller) {
        String key = body.organizationKey();
        if (key == null) {
            return null;
        }
        StoredOrganization target = organizations.findByKey(key);
        if (target == null
                || !accessScope.includes(caller, target.organization().organizationId())) {
            throw ApiException.of(Kind.ACCESS_DENIED, "access_denied", "access denied to organization");
        }
        return target.organization().organizationId();
    }

    private static void requireApplied(DirectoryOutcome outcome) {
        if (outcome.status() != DirectoryOutcome.Status.REJECTED) {
            return;
        }
        String reason = Objects.requireNonNullElse(outcome.reason(), "rejected");
        throw switch (reason) {
            case "organization_inactive" -> ApiException.invalid("organization_id", outcome.message(), null);
            case "name_invalid" -> ApiException.invalid("name", outcome.message(), null);
            default -> ApiException.of(Kind.CONFLICT, reason, outcome.message());
        };
    }

    private SystemBody body(StoredSystem stored) {
        String owner = stored.system().organizationId();
        return SystemBody.of(stored, owner == null ? null : organizations.find(owner));
    }
}

package dev.muster.assignmentservice.application.web;

import dev.muster.assignmentservice.application.Application;
import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.ApplicationCatalog.ApplicationPage;
import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.Visibility;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipAction.Kind;
import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.text.TextValidation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The applications and actions of bulk changes, within the caller's access scope. */
@Component
class BulkSelections {

    private static final int PAGE_SIZE = 1_000;

    /** As many as a file may name. */
    private static final int MAX_APPLICATIONS = ApplicationIdReader.MAX_ROWS;

    private static final Map<String, Kind> ACTIONS = Map.of(
            "assign", Kind.ASSIGN_ORGANIZATION,
            "unassign", Kind.UNASSIGN_ORGANIZATION,
            "enable_rebranding", Kind.ENABLE_REBRANDING,
            "disable_rebranding", Kind.DISABLE_REBRANDING,
            "inherit_rebranding", Kind.INHERIT_REBRANDING,
            "release_to_rules", Kind.RELEASE_TO_RULES);

    private final ApplicationCatalog catalog;
    private final Visibility visibility;
    private final OrganizationStore organizations;
    private final AccessScope scope;

    BulkSelections(
            ApplicationCatalog catalog, Visibility visibility, OrganizationStore organizations, AccessScope scope) {
        this.catalog = catalog;
        this.visibility = visibility;
        this.organizations = organizations;
        this.scope = scope;
    }

    /** Applications in batches. */
    interface Selection {

        void each(Consumer<List<String>> batches);
    }

    /** Those of a batch that the caller reaches, and how many others there are. */
    record Reached(Set<String> ids, long missing) {}

    /**
     * The action with that name.
     *
     * @throws ApiException when it is unknown, or its organization is missing, unknown or out of scope
     */
    OwnershipAction action(Caller caller, @Nullable String name, @Nullable String target) {
        Kind kind = name == null ? null : ACTIONS.get(name);
        if (kind == null) {
            throw ApiException.invalid("action", "must be one of " + names(), name);
        }
        boolean takesTarget = kind == Kind.ASSIGN_ORGANIZATION || kind == Kind.ENABLE_REBRANDING;
        if (target != null && !takesTarget) {
            throw ApiException.invalid("target", "is not used with this action", null);
        }
        if (target == null) {
            if (kind == Kind.ASSIGN_ORGANIZATION) {
                throw ApiException.invalid("target", "required: a key of the organization", null);
            }
            return new OwnershipAction(kind, null);
        }
        StoredOrganization found = TextValidation.hasControlCharacter(target) ? null : organizations.findByKey(target);
        if (found == null || !visibility.isVisible(caller, found)) {
            throw ApiException.invalid("target", "there is no such organization within reach", null);
        }
        if (!found.organization().active()) {
            throw ApiException.invalid("target", "the organization is not active", null);
        }
        return new OwnershipAction(kind, found.organization().organizationId());
    }

    private static String names() {
        return ACTIONS.keySet().stream().sorted().collect(Collectors.joining(", "));
    }

    /**
     * The applications of the list with the same query.
     *
     * @throws ApiException when it has no filter: a change of everything is a mistake more often than not
     */
    Selection ofFilter(Caller caller, HttpServletRequest request) {
        ApplicationFilter filter = ListRequest.of(request).conditions().resolve(caller, organizations, visibility);
        if (filter.equals(ApplicationFilter.all(null))) {
            throw ApiException.invalid("query", "required: at least one filter of the list of applications", null);
        }
        ApplicationFilter scoped = filter.within(visibility.scopeOf(caller));
        ApplicationOrder byId = new ApplicationOrder(ApplicationOrder.Sort.ID, false);
        return each -> {
            Consumer<List<String>> batches = atMost(MAX_APPLICATIONS, each);
            ApplicationPage page = catalog.page(scoped, byId, 0, PAGE_SIZE);
            batches.accept(ids(page));
            while (page.next() != null) {
                page = catalog.pageAfter(scoped, page.next(), PAGE_SIZE);
                batches.accept(ids(page));
            }
        };
    }

    /** Passes batches on, as long as there are no more applications in them. */
    static Consumer<List<String>> atMost(int maxApplications, Consumer<List<String>> batches) {
        AtomicInteger applications = new AtomicInteger();
        return batch -> {
            if (applications.addAndGet(batch.size()) > maxApplications) {
                throw ApiException.invalid(
                        "query",
                        "matches more than " + maxApplications
                                + " applications, which one change may have: add a filter",
                        null);
            }
            batches.accept(batch);
        };
    }

    private static List<String> ids(ApplicationPage page) {
        return page.applications().stream()
                .map(Application::reported)
                .map(Application.ReportedApplication::applicationId)
                .toList();
    }

    /** The query in a canonical form. */
    String subjectOf(HttpServletRequest request) {
        Map<String, String> parameters = new TreeMap<>();
        request.getParameterMap()
                .forEach((name, values) ->
                        parameters.put(name, Arrays.stream(values).sorted().collect(Collectors.joining("\n"))));
        return parameters.toString();
    }

    Reached reached(Caller caller, List<String> applicationIds) {
        List<String> texts = applicationIds.stream()
                .filter(id -> !TextValidation.hasControlCharacter(id) && !TextValidation.hasUnpairedSurrogate(id))
                .distinct()
                .toList();
        Set<String> ids = scope.findIncluded(caller, texts);
        return new Reached(ids, applicationIds.stream().distinct().count() - ids.size());
    }

    /** The owner; null for one that the caller may not know. */
    @Nullable
    String shownOwner(Caller caller, @Nullable String organizationId) {
        return scope.includes(caller, organizationId) ? organizationId : null;
    }

    /** The number of applications that the caller reaches. */
    long reachable(Caller caller) {
        return catalog.totals(ApplicationFilter.all(visibility.scopeOf(caller))).total();
    }

    /** The organization that runs of the caller belong to. */
    String organizationOf(Caller caller) {
        return caller.platformAdministrator()
                ? RuleSet.PLATFORM
                : Objects.requireNonNullElse(caller.organizationId(), RuleSet.PLATFORM);
    }
}

package dev.muster.assignmentservice.application.web;

import dev.muster.assignmentservice.application.Application;
import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.ApplicationCatalog.ApplicationPage;
import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.DetailsChange;
import dev.muster.assignmentservice.application.DetailsEditor;
import dev.muster.assignmentservice.application.ExpectedVersion;
import dev.muster.assignmentservice.application.Visibility;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.Envelope;
import dev.muster.assignmentservice.web.QueryParameters;
import dev.muster.text.TextValidation;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Lists and reads applications, and changes their details. */
@RestController
class ApplicationController {

    private static final int MAX_ID = 201;

    private final ApplicationCatalog catalog;
    private final Visibility visibility;
    private final DetailsEditor detailsEditor;
    private final OrganizationStore organizations;
    private final JsonMapper json;

    ApplicationController(
            ApplicationCatalog catalog,
            Visibility visibility,
            DetailsEditor detailsEditor,
            OrganizationStore organizations,
            JsonMapper json) {
        this.catalog = catalog;
        this.visibility = visibility;
        this.detailsEditor = detailsEditor;
        this.organizations = organizations;
        this.json = json;
    }

    @GetMapping({"/api/applications", "/api/applications/"})
    @RequiresPermission(Permission.READ_APPLICATIONS)
    @Transactional(readOnly = true)
    Envelope<PageBody> list(HttpServletRequest request, Caller caller) {
        ListRequest listRequest = ListRequest.of(request);
        ApplicationFilter filter = listRequest
                .conditions()
                .resolve(caller, organizations, visibility)
                .within(visibility.scopeOf(caller));
        return new Envelope<>(200, "applications retrieved successfully", page(listRequest, filter));
    }

    private PageBody page(ListRequest request, ApplicationFilter filter) {
        int counted = catalog.count(filter);
        ApplicationOrder order = request.order();
        if (counted > ApplicationCatalog.MAX_COUNT && !order.sort().hasIndex()) {
            throw ApiException.invalid(
                    "sort_by",
                    "orders at most " + ApplicationCatalog.MAX_COUNT + " applications: add a filter",
                    order.sort().code());
        }
        ApplicationPage found = request.cursor() == null
                ? catalog.page(filter, order, request.offset(), request.pageSize())
                : catalog.pageAfter(filter, request.cursor(), request.pageSize());
        return PageBody.of(
                request,
                new ApplicationPage(visibility.shown(filter.scope(), found.applications()), found.next()),
                counted);
    }

    @GetMapping({"/api/applications/{id}", "/api/applications/{id}/"})
    @RequiresPermission(Permission.READ_APPLICATIONS)
    @Transactional(readOnly = true)
    ResponseEntity<Envelope<ApplicationBody>> get(
            @PathVariable("id") String id, HttpServletRequest request, Caller caller) {
        QueryParameters.requireNone(request);
        requireWellFormed(id);
        Application application = visibility.find(caller, id);
        if (application == null) {
            throw ApiException.notFound("application");
        }
        ApplicationBody body = ApplicationBody.of(application);
        return response(
                "application retrieved successfully",
                body,
                EntityTags.of(application.version(), json.writeValueAsBytes(body)));
    }

    @PutMapping({"/api/applications/{id}", "/api/applications/{id}/"})
    @RequiresPermission(Permission.MANAGE_APPLICATIONS)
    @Transactional
    ResponseEntity<Envelope<ApplicationBody>> put(
            @PathVariable("id") String id, @RequestBody DetailsBody body, HttpServletRequest request, Caller caller) {
        Application shown = isWellFormed(id) ? visibility.find(caller, id) : null;
        DetailsChange change = body.change(shown);
        ExpectedVersion expectedVersion = EntityTags.expectedVersion(request);
        requireWellFormed(id);
        WriteResponses.requireSuccess(detailsEditor.change(caller, id, change, expectedVersion));
        Application application = visibility.findWritten(caller, id);
        if (application == null) {
            throw ApiException.notFound("application");
        }
        return response(
                "application updated successfully",
                ApplicationBody.of(application),
                EntityTags.of(application.version()));
    }

    /**
     * Checks that an application may have the id.
     *
     * @throws ApiException 404 when none can: the database rejects some texts even in queries
     */
    static void requireWellFormed(String id) {
        if (!isWellFormed(id)) {
            throw ApiException.notFound("application");
        }
    }

    private static boolean isWellFormed(String id) {
        return TextValidation.problemOfLine(id, MAX_ID) == null;
    }

    private static ResponseEntity<Envelope<ApplicationBody>> response(
            String message, ApplicationBody body, String tag) {
        return ResponseEntity.ok().eTag(tag).body(new Envelope<>(200, message, body));
    }
}

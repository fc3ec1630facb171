package dev.muster.assignmentservice.association.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.association.AssociationStore;
import dev.muster.assignmentservice.association.AssociationStore.AssociatedApplication;
import dev.muster.assignmentservice.association.web.AssociatedOrganizationBodyWriter.OrganizationBody;
import dev.muster.assignmentservice.association.web.PageLinks.PageParameters;
import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.text.TextValidation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The organizations of applications, and the applications of organizations. */
@RestController
class ApplicationOrganizationsController {

    private static final String TOTAL = "Total-Number";
    private static final String ORGANIZATIONS = "/api/organizations";
    private static final String ORGANIZATION = ORGANIZATIONS + "/{id}";
    private static final String APPLICATIONS = ORGANIZATION + "/applications";
    private static final String ROLES = APPLICATIONS + "/{applicationId}/roles";

    private static final int MAX_SEARCH_LENGTH = 256;

    private final AssociationStore associations;
    private final VisibleApplications visibleApplications;
    private final AssociatedOrganizationBodyWriter organizationBodies;
    private final PageLinks links;

    ApplicationOrganizationsController(
            AssociationStore associations,
            VisibleApplications visibleApplications,
            AssociatedOrganizationBodyWriter organizationBodies,
            PageLinks links) {
        this.associations = associations;
        this.visibleApplications = visibleApplications;
        this.organizationBodies = organizationBodies;
        this.links = links;
    }

    /** Checks the page before the application, as the contract requires. */
    @GetMapping({"/api/applications/{id}/organizations", "/api/applications/{id}/organizations/"})
    @RequiresPermission(Permission.READ_APPLICATIONS)
    @Transactional(readOnly = true)
    ResponseEntity<List<OrganizationBody>> list(Caller caller, HttpServletRequest request, @PathVariable String id) {
        PageParameters page = PageParameters.of(request);
        visibleApplications.requireApplication(caller, id);
        return respond(
                request,
                page,
                associations.organizationsOf(id, visibleApplications.limits(caller), page.toPageRequest()),
                one -> organizationBodies.of(request, one));
    }

    @GetMapping({ORGANIZATIONS, ORGANIZATIONS + "/"})
    @RequiresPermission(Permission.READ_ORGANIZATIONS)
    @Transactional(readOnly = true)
    ResponseEntity<List<OrganizationBody>> organizations(Caller caller, HttpServletRequest request) {
        PageParameters page = PageParameters.of(request);
        return respond(
                request,
                page,
                associations.organizations(visibleApplications.limits(caller), search(request), page.toPageRequest()),
                one -> organizationBodies.of(request, one));
    }

    @GetMapping({ORGANIZATION, ORGANIZATION + "/"})
    @RequiresPermission(Permission.READ_ORGANIZATIONS)
    @Transactional(readOnly = true)
    OrganizationBody organization(Caller caller, HttpServletRequest request, @PathVariable String id) {
        return organizationBodies.of(request, visibleApplications.storedOrganization(caller, id));
    }

    @GetMapping({APPLICATIONS, APPLICATIONS + "/"})
    @RequiresPermission(Permission.READ_ORGANIZATIONS)
    @Transactional(readOnly = true)
    ResponseEntity<List<ApplicationBody>> applicationsOf(
            Caller caller, HttpServletRequest request, @PathVariable String id) {
        PageParameters page = PageParameters.of(request);
        String organizationId = visibleApplications.organization(caller, id);
        return respond(
                request,
                page,
                associations.associatedApplications(organizationId, search(request), page.toPageRequest()),
                one -> ApplicationBody.of(organizationBodies.tenantId(), one));
    }

    @GetMapping({ROLES, ROLES + "/"})
    @RequiresPermission(Permission.READ_ORGANIZATIONS)
    @Transactional(readOnly = true)
    ResponseEntity<List<RoleBody>> rolesOf(
            Caller caller, HttpServletRequest request, @PathVariable String id, @PathVariable String applicationId) {
        PageParameters page = PageParameters.of(request);
        String organizationId = visibleApplications.organization(caller, id);
        List<String> roles = TextValidation.hasControlCharacter(applicationId)
                ? null
                : associations.roles(organizationId, applicationId);
        if (roles == null) {
            throw AssociationErrorFormat.relationNotFound();
        }
        int begin = (int) Math.min(page.toPageRequest().offset(), roles.size());
        int end = Math.min(begin + page.size(), roles.size());
        return respond(
                request,
                page,
                new Page<>(roles.subList(begin, end), roles.size()),
                role -> RoleBody.of(organizationBodies.tenantId(), role));
    }

    private <T, B> ResponseEntity<List<B>> respond(
            HttpServletRequest request, PageParameters page, Page<T> found, Function<T, B> body) {
        return ResponseEntity.ok()
                .header(TOTAL, Long.toString(found.total()))
                .header(HttpHeaders.LINK, links.of(request, page, found.total()))
                .body(found.items().stream().map(body).toList());
    }

    /** The parameter {@code q}; null when it is absent or empty. */
    private static @Nullable String search(HttpServletRequest request) {
        String[] values = request.getParameterValues("q");
        if (values == null || (values.length == 1 && values[0].isEmpty())) {
            return null;
        }
        if (values.length > 1 || TextValidation.problemOfLine(values[0], MAX_SEARCH_LENGTH) != null) {
            throw ApiException.invalid(
                    "q", "must be there once, with at most " + MAX_SEARCH_LENGTH + " characters", null);
        }
        return values[0];
    }

    /**
     * An application of an organization. The product's clients sign people in; what Muster does not have of that is empty.
     *
     * @param description what it is an instance of
     * @param createdAt when it was first seen, in milliseconds since the epoch
     */
    record ApplicationBody(
            String tenantId,
            String id,
            String name,
            String description,
            String type,
            ClientMetadata oidcClientMetadata,
            Map<String, String> customClientMetadata,
            @Nullable String protectedAppMetadata,
            Map<String, String> customData,
            @JsonProperty("isThirdParty") boolean thirdParty,
            boolean appLevelAccessControlEnabled,
            long createdAt,
            List<OrganizationBody.Role> organizationRoles) {

        /** Always empty. */
        record ClientMetadata(List<String> redirectUris, List<String> postLogoutRedirectUris) {}

        static ApplicationBody of(String tenantId, AssociatedApplication application) {
            return new ApplicationBody(
                    tenantId,
                    application.applicationId(),
                    application.name(),
                    application.description(),
                    "MachineToMachine",
                    new ClientMetadata(List.of(), List.of()),
                    Map.of(),
                    null,
                    Map.of(),
                    false,
                    false,
                    application.firstSeenAt().toEpochMilli(),
                    application.roles().stream()
                            .map(role -> new OrganizationBody.Role(role, role))
                            .toList());
        }
    }

    /** A role of an application in an organization. */
    record RoleBody(
            String tenantId,
            String id,
            String name,
            @Nullable String description,
            String type) {

        static RoleBody of(String tenantId, String role) {
            return new RoleBody(tenantId, role, role, null, "MachineToMachine");
        }
    }
}

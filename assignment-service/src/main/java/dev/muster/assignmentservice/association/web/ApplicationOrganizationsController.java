package dev.muster.assignmentservice.association.web;

import dev.muster.assignmentservice.association.AssociationStore;
import dev.muster.assignmentservice.association.AssociationStore.AssociatedOrganization;
import dev.muster.assignmentservice.association.web.AssociatedOrganizationBodyWriter.AssociatedOrganizationBody;
import dev.muster.assignmentservice.association.web.PageLinks.PageParameters;
import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The organizations that an application is associated with. */
@RestController
class ApplicationOrganizationsController {

    private static final String TOTAL = "Total-Number";

    private final AssociationStore associations;
    private final VisibleApplications visibleApplications;
    private final AssociatedOrganizationBodyWriter bodyWriter;
    private final PageLinks links;

    ApplicationOrganizationsController(
            AssociationStore associations,
            VisibleApplications visibleApplications,
            AssociatedOrganizationBodyWriter bodyWriter,
            PageLinks links) {
        this.associations = associations;
        this.visibleApplications = visibleApplications;
        this.bodyWriter = bodyWriter;
        this.links = links;
    }

    /** Checks the page before the application, as the contract requires. */
    @GetMapping({"/api/applications/{id}/organizations", "/api/applications/{id}/organizations/"})
    @RequiresPermission(Permission.READ_APPLICATIONS)
    @Transactional(readOnly = true)
    ResponseEntity<List<AssociatedOrganizationBody>> list(
            Caller caller, HttpServletRequest request, @PathVariable String id) {
        PageParameters page = PageParameters.of(request);
        visibleApplications.requireApplication(caller, id);
        Page<AssociatedOrganization> organizations =
                associations.organizationsOf(id, visibleApplications.limits(caller), page.toPageRequest());
        return ResponseEntity.ok()
                .header(TOTAL, Long.toString(organizations.total()))
                .header(HttpHeaders.LINK, links.of(request, page, organizations.total()))
                .body(organizations.items().stream()
                        .map(one -> bodyWriter.of(request, one))
                        .toList());
    }
}

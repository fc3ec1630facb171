package dev.muster.assignmentservice.association.web;

import dev.muster.assignmentservice.association.AssociatedOrganization;
import dev.muster.assignmentservice.association.AssociationLookup;
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

    private final AssociationLookup associations;
    private final VisibleApplications reachable;
    private final AssociatedOrganizationBodyWriter answers;
    private final PageLinks links;

    ApplicationOrganizationsController(
            AssociationLookup associations,
            VisibleApplications reachable,
            AssociatedOrganizationBodyWriter answers,
            PageLinks links) {
        this.associations = associations;
        this.reachable = reachable;
        this.answers = answers;
        this.links = links;
    }

    /** The page is looked at before the application: so the contract says. */
    @GetMapping({"/api/applications/{id}/organizations", "/api/applications/{id}/organizations/"})
    @RequiresPermission(Permission.READ_APPLICATIONS)
    @Transactional(readOnly = true)
    ResponseEntity<List<AssociatedOrganizationBody>> list(
            Caller caller, HttpServletRequest request, @PathVariable String id) {
        PageParameters page = PageParameters.of(request);
        reachable.requireApplication(caller, id);
        Page<AssociatedOrganization> listed =
                associations.organizationsOf(id, reachable.limits(caller), page.toPageRequest());
        return ResponseEntity.ok()
                .header(TOTAL, Long.toString(listed.total()))
                .header(HttpHeaders.LINK, links.of(request, page, listed.total()))
                .body(listed.items().stream()
                        .map(one -> answers.of(request, one))
                        .toList());
    }
}

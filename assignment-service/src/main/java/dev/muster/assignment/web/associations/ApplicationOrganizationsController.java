package dev.muster.assignment.web.associations;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.access.Permission;
import dev.muster.assignment.directory.AssociatedOrganization;
import dev.muster.assignment.directory.AssociationLookup;
import dev.muster.assignment.directory.Listed;
import dev.muster.assignment.web.Requires;
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
    private final ReachableApplications reachable;
    private final OrganizationAnswers answers;
    private final PageLinks links;

    ApplicationOrganizationsController(
            AssociationLookup associations,
            ReachableApplications reachable,
            OrganizationAnswers answers,
            PageLinks links) {
        this.associations = associations;
        this.reachable = reachable;
        this.answers = answers;
        this.links = links;
    }

    /** The page is looked at before the application: so the contract says. */
    @GetMapping({"/api/applications/{id}/organizations", "/api/applications/{id}/organizations/"})
    @Requires(Permission.READ_APPLICATIONS)
    @Transactional(readOnly = true)
    ResponseEntity<List<OrganizationAnswer>> list(Caller caller, HttpServletRequest request, @PathVariable String id) {
        PageRequest page = PageRequest.of(request);
        reachable.requireApplication(caller, id);
        Listed<AssociatedOrganization> listed = associations.organizationsOf(id, reachable.limits(caller), page.span());
        return ResponseEntity.ok()
                .header(TOTAL, Long.toString(listed.total()))
                .header(HttpHeaders.LINK, links.of(request, page, listed.total()))
                .body(listed.items().stream()
                        .map(one -> answers.of(request, one))
                        .toList());
    }
}

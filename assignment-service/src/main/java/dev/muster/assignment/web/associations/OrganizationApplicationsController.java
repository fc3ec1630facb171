package dev.muster.assignment.web.associations;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.access.Permission;
import dev.muster.assignment.directory.DirectoryResult;
import dev.muster.assignment.directory.DirectoryResult.Status;
import dev.muster.assignment.directory.ListApplications;
import dev.muster.assignment.directory.ListApplications.Kind;
import dev.muster.assignment.web.DirectoryWrites;
import dev.muster.assignment.web.Refusal;
import dev.muster.assignment.web.Requires;
import dev.muster.text.TextValidation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Changes which applications are associated with an organization. */
@RestController
class OrganizationApplicationsController {

    private static final String ALL = "/api/organizations/{id}/applications";
    private static final String ONE = ALL + "/{applicationId}";

    private final ReachableApplications reachable;
    private final DirectoryWrites writes;

    OrganizationApplicationsController(ReachableApplications reachable, DirectoryWrites writes) {
        this.reachable = reachable;
        this.writes = writes;
    }

    @PostMapping({ALL, ALL + "/"})
    @Requires(Permission.MANAGE_ORGANIZATIONS)
    @Transactional
    ResponseEntity<Void> add(
            Caller caller, HttpServletRequest request, @PathVariable String id, @RequestBody ApplicationIds body) {
        list(caller, request, id, Kind.ADD, body);
        return ResponseEntity.status(201).build();
    }

    @PutMapping({ALL, ALL + "/"})
    @Requires(Permission.MANAGE_ORGANIZATIONS)
    @Transactional
    ResponseEntity<Void> replace(
            Caller caller, HttpServletRequest request, @PathVariable String id, @RequestBody ApplicationIds body) {
        list(caller, request, id, Kind.REPLACE, body);
        return ResponseEntity.noContent().build();
    }

    /** Whoever reaches the organization may end an association there, also of an application beyond its reach. */
    @DeleteMapping({ONE, ONE + "/"})
    @Requires(Permission.MANAGE_ORGANIZATIONS)
    @Transactional
    ResponseEntity<Void> remove(
            Caller caller, HttpServletRequest request, @PathVariable String id, @PathVariable String applicationId) {
        writes.begin();
        String organizationId = reachable.organization(caller, id);
        if (TextValidation.hasControlCharacter(applicationId)) {
            throw AssociationErrors.relationNotFound();
        }
        DirectoryResult result = writes.apply(
                caller, request, new ListApplications(organizationId, Kind.REMOVE, Set.of(applicationId)), "");
        if (result.status() == Status.UNCHANGED) {
            throw AssociationErrors.relationNotFound();
        }
        return ResponseEntity.noContent().build();
    }

    private void list(Caller caller, HttpServletRequest request, String id, Kind kind, ApplicationIds body) {
        Set<String> applicationIds = body.valid(kind == Kind.ADD);
        writes.begin();
        String organizationId = reachable.organization(caller, id);
        reachable.requireReferences(caller, organizationId, applicationIds);
        DirectoryResult result = writes.apply(
                caller,
                request,
                new ListApplications(organizationId, kind, applicationIds),
                new TreeSet<>(applicationIds).toString());
        if (result.status() == Status.REJECTED) {
            throw refusal(result);
        }
    }

    private static Refusal refusal(DirectoryResult result) {
        String reason = String.valueOf(result.reason());
        return reason.equals("application_not_found")
                ? AssociationErrors.referenceNotFound()
                : Refusal.of(Refusal.Kind.CONFLICT, reason, result.message());
    }
}

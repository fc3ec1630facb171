package dev.muster.assignment.web.applications;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.access.Permission;
import dev.muster.assignment.applications.Application;
import dev.muster.assignment.applications.ApplicationCatalog;
import dev.muster.assignment.applications.AssignApplications;
import dev.muster.assignment.applications.AssignRequest;
import dev.muster.assignment.applications.Expectation;
import dev.muster.assignment.web.CommandIds;
import dev.muster.assignment.web.Envelope;
import dev.muster.assignment.web.Refusal;
import dev.muster.assignment.web.Requires;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Who owns an application. A refusal rolls nothing back: the outcome of a command that was rejected is kept, too. */
@RestController
class AssignmentController {

    private final AssignApplications assign;
    private final ApplicationCatalog catalog;

    AssignmentController(AssignApplications assign, ApplicationCatalog catalog) {
        this.assign = assign;
        this.catalog = catalog;
    }

    @PatchMapping({"/api/applications/{id}/assign", "/api/applications/{id}/assign/"})
    @Requires(Permission.MANAGE_APPLICATIONS)
    @Transactional(noRollbackFor = Refusal.class)
    ResponseEntity<Envelope<ApplicationBody>> assign(
            @PathVariable("id") String id, @RequestBody AssignBody body, HttpServletRequest request, Caller caller) {
        String key = body.key();
        return decide(request, caller, id, key, "organization assigned successfully");
    }

    @PatchMapping({"/api/applications/{id}/unassign", "/api/applications/{id}/unassign/"})
    @Requires(Permission.MANAGE_APPLICATIONS)
    @Transactional(noRollbackFor = Refusal.class)
    ResponseEntity<Envelope<ApplicationBody>> unassign(
            @PathVariable("id") String id, HttpServletRequest request, Caller caller) {
        return decide(request, caller, id, null, "organization unassigned successfully");
    }

    private ResponseEntity<Envelope<ApplicationBody>> decide(
            HttpServletRequest request, Caller caller, String id, @Nullable String organizationKey, String message) {
        UUID commandId = CommandIds.of(request);
        Expectation expectation = EntityTags.expectation(request);
        ApplicationIds.requireWellFormed(id);
        WriteAnswers.requireDone(assign.decide(new AssignRequest(caller, commandId, id, organizationKey, expectation)));
        Application application = catalog.find(id);
        if (application == null) {
            throw Refusal.notFound("application");
        }
        return ResponseEntity.ok()
                .eTag(EntityTags.of(application.version()))
                .body(new Envelope<>(200, message, ApplicationBody.of(application)));
    }
}

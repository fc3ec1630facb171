package dev.muster.assignmentservice.application.web;

import dev.muster.assignmentservice.application.Application;
import dev.muster.assignmentservice.application.ApplicationAssigner;
import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.AssignRequest;
import dev.muster.assignmentservice.application.ExpectedVersion;
import dev.muster.assignmentservice.directory.web.CommandIds;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.Envelope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Assigns and unassigns applications. Errors do not roll back: the outcome of a rejected command is stored. */
@RestController
class AssignmentController {

    private final ApplicationAssigner assigner;
    private final ApplicationCatalog catalog;

    AssignmentController(ApplicationAssigner assigner, ApplicationCatalog catalog) {
        this.assigner = assigner;
        this.catalog = catalog;
    }

    @PatchMapping({"/api/applications/{id}/assign", "/api/applications/{id}/assign/"})
    @RequiresPermission(Permission.MANAGE_APPLICATIONS)
    @Transactional(noRollbackFor = ApiException.class)
    ResponseEntity<Envelope<ApplicationBody>> assign(
            @PathVariable("id") String id, @RequestBody AssignBody body, HttpServletRequest request, Caller caller) {
        String key = body.key();
        return decide(request, caller, id, key, "organization assigned successfully");
    }

    @PatchMapping({"/api/applications/{id}/unassign", "/api/applications/{id}/unassign/"})
    @RequiresPermission(Permission.MANAGE_APPLICATIONS)
    @Transactional(noRollbackFor = ApiException.class)
    ResponseEntity<Envelope<ApplicationBody>> unassign(
            @PathVariable("id") String id, HttpServletRequest request, Caller caller) {
        return decide(request, caller, id, null, "organization unassigned successfully");
    }

    private ResponseEntity<Envelope<ApplicationBody>> decide(
            HttpServletRequest request, Caller caller, String id, @Nullable String organizationKey, String message) {
        UUID commandId = CommandIds.of(request);
        ExpectedVersion expectedVersion = EntityTags.expectedVersion(request);
        ApplicationIds.requireWellFormed(id);
        WriteResponses.requireSuccess(
                assigner.assign(new AssignRequest(caller, commandId, id, organizationKey, expectedVersion)));
        Application application = catalog.find(id);
        if (application == null) {
            throw ApiException.notFound("application");
        }
        return ResponseEntity.ok()
                .eTag(EntityTags.of(application.version()))
                .body(new Envelope<>(200, message, ApplicationBody.of(application)));
    }
}

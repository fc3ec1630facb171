package dev.muster.assignmentservice.application.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.application.Application;
import dev.muster.assignmentservice.application.ApplicationAssigner;
import dev.muster.assignmentservice.application.ApplicationAssigner.Action;
import dev.muster.assignmentservice.application.ApplicationAssigner.AssignRequest;
import dev.muster.assignmentservice.application.ExpectedVersion;
import dev.muster.assignmentservice.application.Visibility;
import dev.muster.assignmentservice.directory.web.CommandIds;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.Envelope;
import dev.muster.text.TextValidation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Assigns and unassigns applications, and gives them back to the rules. Errors do not roll back: the outcome of a rejected command is stored. */
@RestController
class AssignmentController {

    private final ApplicationAssigner assigner;
    private final Visibility visibility;

    AssignmentController(ApplicationAssigner assigner, Visibility visibility) {
        this.assigner = assigner;
        this.visibility = visibility;
    }

    @PatchMapping({"/api/applications/{id}/assign", "/api/applications/{id}/assign/"})
    @RequiresPermission(Permission.MANAGE_APPLICATIONS)
    @Transactional(noRollbackFor = ApiException.class)
    ResponseEntity<Envelope<ApplicationBody>> assign(
            @PathVariable("id") String id, @RequestBody AssignBody body, HttpServletRequest request, Caller caller) {
        String key = body.key();
        return decide(request, caller, id, Action.ASSIGN, key, "organization assigned successfully");
    }

    @PatchMapping({"/api/applications/{id}/unassign", "/api/applications/{id}/unassign/"})
    @RequiresPermission(Permission.MANAGE_APPLICATIONS)
    @Transactional(noRollbackFor = ApiException.class)
    ResponseEntity<Envelope<ApplicationBody>> unassign(
            @PathVariable("id") String id, HttpServletRequest request, Caller caller) {
        return decide(request, caller, id, Action.UNASSIGN, null, "organization unassigned successfully");
    }

    @PostMapping({"/api/applications/{id}/assignment/release", "/api/applications/{id}/assignment/release/"})
    @RequiresPermission(Permission.MANAGE_APPLICATIONS)
    @Transactional(noRollbackFor = ApiException.class)
    ResponseEntity<Envelope<ApplicationBody>> release(
            @PathVariable("id") String id, HttpServletRequest request, Caller caller) {
        return decide(request, caller, id, Action.RELEASE, null, "application released to the rules successfully");
    }

    private ResponseEntity<Envelope<ApplicationBody>> decide(
            HttpServletRequest request,
            Caller caller,
            String id,
            Action action,
            @Nullable String organizationKey,
            String message) {
        UUID commandId = CommandIds.of(request);
        ExpectedVersion expectedVersion = EntityTags.expectedVersion(request);
        ApplicationController.requireWellFormed(id);
        WriteResponses.requireSuccess(
                assigner.assign(new AssignRequest(caller, commandId, id, action, organizationKey, expectedVersion)));
        Application application = visibility.findWritten(caller, id);
        if (application == null) {
            throw ApiException.notFound("application");
        }
        return ResponseEntity.ok()
                .eTag(EntityTags.of(application.version()))
                .body(new Envelope<>(200, message, ApplicationBody.of(application)));
    }

    /** The request body of an assignment. {@code organization_id} is any key of an organization. */
    record AssignBody(
            @JsonProperty("organization_id") @Nullable String organizationId) {

        /** A label has up to 128 characters after a {@code ~}. */
        private static final int MAX_KEY = 129;

        /**
         * The key of the organization.
         *
         * @throws ApiException when it is not well-formed
         */
        String key() {
            if (organizationId == null || TextValidation.isBlank(organizationId)) {
                throw ApiException.invalid("organization_id", "required", organizationId);
            }
            if (TextValidation.problemOfLine(organizationId, MAX_KEY) != null) {
                throw ApiException.invalid(
                        "organization_id", "must have 1 to " + MAX_KEY + " characters and no control characters", null);
            }
            return organizationId;
        }
    }
}

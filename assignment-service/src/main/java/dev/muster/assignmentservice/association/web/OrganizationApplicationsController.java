package dev.muster.assignmentservice.association.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.association.ChangeAssociations;
import dev.muster.assignmentservice.association.ChangeAssociations.Kind;
import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
import dev.muster.assignmentservice.directory.web.DirectoryRequestHandler;
import dev.muster.assignmentservice.directory.web.RequestHash;
import dev.muster.assignmentservice.organization.DeleteOrganization;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.text.TextValidation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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

    private static final String ORGANIZATION = "/api/organizations/{id}";
    private static final String ALL = ORGANIZATION + "/applications";
    private static final String ONE = ALL + "/{applicationId}";

    private final VisibleApplications visibleApplications;
    private final DirectoryRequestHandler requestHandler;

    OrganizationApplicationsController(
            VisibleApplications visibleApplications, DirectoryRequestHandler requestHandler) {
        this.visibleApplications = visibleApplications;
        this.requestHandler = requestHandler;
    }

    @PostMapping({ALL, ALL + "/"})
    @RequiresPermission(Permission.MANAGE_ORGANIZATIONS)
    @Transactional
    ResponseEntity<Void> add(
            Caller caller, HttpServletRequest request, @PathVariable String id, @RequestBody ApplicationIdsBody body) {
        list(caller, request, id, Kind.ADD, body);
        return ResponseEntity.status(201).build();
    }

    @PutMapping({ALL, ALL + "/"})
    @RequiresPermission(Permission.MANAGE_ORGANIZATIONS)
    @Transactional
    ResponseEntity<Void> replace(
            Caller caller, HttpServletRequest request, @PathVariable String id, @RequestBody ApplicationIdsBody body) {
        list(caller, request, id, Kind.REPLACE, body);
        return ResponseEntity.noContent().build();
    }

    /** Needs access to the organization only, not to the application. */
    @DeleteMapping({ONE, ONE + "/"})
    @RequiresPermission(Permission.MANAGE_ORGANIZATIONS)
    @Transactional
    ResponseEntity<Void> remove(
            Caller caller, HttpServletRequest request, @PathVariable String id, @PathVariable String applicationId) {
        DirectoryRequestHandler.Write write = requestHandler.begin(caller, request);
        String organizationId = visibleApplications.organization(caller, id);
        if (TextValidation.hasControlCharacter(applicationId)) {
            throw AssociationErrorFormat.relationNotFound();
        }
        DirectoryOutcome outcome = write.apply(
                new ChangeAssociations(organizationId, Kind.REMOVE, Set.of(applicationId)),
                RequestHash.of(caller, request, ""));
        if (outcome.status() == Status.UNCHANGED) {
            throw AssociationErrorFormat.relationNotFound();
        }
        return ResponseEntity.noContent().build();
    }

    /** Deletes the organization. A repeat with an idempotency key has the same response, although it is gone. */
    @DeleteMapping({ORGANIZATION, ORGANIZATION + "/"})
    @RequiresPermission(Permission.MANAGE_ORGANIZATIONS)
    @Transactional
    ResponseEntity<Void> delete(Caller caller, HttpServletRequest request, @PathVariable String id) {
        DirectoryRequestHandler.Write write = requestHandler.begin(caller, request);
        String hash = RequestHash.of(caller, request, "");
        if (write.completedSubject(hash) == null) {
            DirectoryOutcome outcome =
                    write.apply(new DeleteOrganization(visibleApplications.organization(caller, id)), hash);
            if (outcome.status() == Status.REJECTED) {
                throw toException(outcome);
            }
        }
        return ResponseEntity.noContent().build();
    }

    private void list(Caller caller, HttpServletRequest request, String id, Kind kind, ApplicationIdsBody body) {
        Set<String> applicationIds = body.valid(kind == Kind.ADD);
        DirectoryRequestHandler.Write write = requestHandler.begin(caller, request);
        String organizationId = visibleApplications.organization(caller, id);
        visibleApplications.requireAssociable(caller, organizationId, applicationIds);
        DirectoryOutcome outcome = write.apply(
                new ChangeAssociations(organizationId, kind, applicationIds),
                RequestHash.of(caller, request, new TreeSet<>(applicationIds).toString()));
        if (outcome.status() == Status.REJECTED) {
            throw toException(outcome);
        }
    }

    private static ApiException toException(DirectoryOutcome outcome) {
        String reason = String.valueOf(outcome.reason());
        return reason.equals("application_not_found")
                ? AssociationErrorFormat.referenceNotFound()
                : ApiException.of(ApiException.Kind.CONFLICT, reason, outcome.message());
    }

    /** The body of a request that changes associations. */
    record ApplicationIdsBody(
            @JsonProperty("applicationIds") @Nullable List<@Nullable String> applicationIds) {

        private static final String FIELD = "applicationIds";

        /** Maximum length of an application id, in characters. */
        private static final int MAX_ID = 201;

        /** The distinct ids; an error when an id is invalid, or there are too many, or none although {@code required}. */
        Set<String> valid(boolean required) {
            List<@Nullable String> given = applicationIds;
            if (given == null) {
                throw ApiException.invalid(FIELD, "required: an array of application ids", null);
            }
            if (given.size() > ChangeAssociations.MAX_APPLICATIONS || (required && given.isEmpty())) {
                throw ApiException.invalid(
                        FIELD,
                        "must have " + (required ? "1" : "0") + " to " + ChangeAssociations.MAX_APPLICATIONS + " ids",
                        given.size());
            }
            Set<String> ids = new LinkedHashSet<>();
            for (int i = 0; i < given.size(); i++) {
                ids.add(valid(i, given.get(i)));
            }
            return ids;
        }

        private static String valid(int index, @Nullable String id) {
            if (id == null || TextValidation.problemOfId(id, MAX_ID) != null) {
                throw ApiException.invalid(
                        FIELD + "." + index, "must have 1 to " + MAX_ID + " characters, none of them a control", id);
            }
            return id;
        }
    }
}

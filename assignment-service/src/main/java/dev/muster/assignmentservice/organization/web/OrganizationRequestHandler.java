package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
import dev.muster.assignmentservice.directory.web.DirectoryRequestHandler;
import dev.muster.assignmentservice.directory.web.DirectoryRequestHandler.Write;
import dev.muster.assignmentservice.directory.web.RequestHash;
import dev.muster.assignmentservice.media.ImageStore;
import dev.muster.assignmentservice.organization.DeleteOrganization;
import dev.muster.assignmentservice.organization.OrganizationKeys;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.organization.web.OrganizationFields.ImageField;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Applies each request in one transaction, together with its images and its idempotency key. */
@Component
class OrganizationRequestHandler {

    /** The fields that the rules of the directory reject, by reason. */
    private static final Map<String, String> REJECTED_FIELDS = Map.ofEntries(
            Map.entry("label_invalid", "label"),
            Map.entry("label_taken", "label"),
            Map.entry("name_invalid", "name"),
            Map.entry("description_invalid", "description"),
            Map.entry("properties_invalid", "properties"),
            Map.entry("application_id_invalid", "app"),
            Map.entry("branding_invalid", "logo"),
            Map.entry("parent_invalid", "parent"),
            Map.entry("parent_not_found", "parent"),
            Map.entry("parent_type_invalid", "parent"),
            Map.entry("organization_cycle", "parent"));

    private final DirectoryRequestHandler requestHandler;
    private final ImageStore images;
    private final ReferenceResolver references;

    OrganizationRequestHandler(
            DirectoryRequestHandler requestHandler, ImageStore images, ReferenceResolver references) {
        this.requestHandler = requestHandler;
        this.images = images;
        this.references = references;
    }

    /** Registers an organization and returns its id, which is derived from the command id. {@code hasKey}: it may be repeated. */
    @Transactional
    public String create(Caller caller, UUID commandId, boolean hasKey, PreparedImages prepared) {
        Write write = requestHandler.begin(caller, commandId, hasKey);
        String hash = contentHash(caller, "create", prepared.fields());
        String completed = write.completedSubject(hash);
        if (completed != null) {
            return references.organizationOfId(caller, completed).organization().organizationId();
        }
        String id = OrganizationKeys.idFor(commandId);
        requireApplied(write.apply(new RequestedAction(caller, prepared, references).register(id), hash));
        prepared.images().values().forEach(image -> images.add(id, image));
        return id;
    }

    /** Changes the organization. {@code hasKey}: the request may be repeated. */
    @Transactional
    public void change(Caller caller, UUID commandId, boolean hasKey, String organizationId, PreparedImages prepared) {
        Write write = requestHandler.begin(caller, commandId, hasKey);
        String hash = contentHash(caller, "change " + organizationId, prepared.fields());
        if (write.completedSubject(hash) != null) {
            return;
        }
        StoredOrganization before = references.organizationOfId(caller, organizationId);
        requireApplied(write.apply(new RequestedAction(caller, prepared, references).change(before), hash));
        prepared.images().values().forEach(image -> images.add(organizationId, image));
        if (!prepared.fields().images().isEmpty()) {
            images.removeUnused(organizationId);
        }
    }

    /** Deletes the organization. A repeat with an idempotency key has no further effect. */
    @Transactional
    public void delete(Caller caller, HttpServletRequest request, String key) {
        Write write = requestHandler.begin(caller, request);
        String hash = RequestHash.of(caller, request, "");
        if (write.completedSubject(hash) != null) {
            return;
        }
        StoredOrganization organization = references.organization(caller, key);
        requireApplied(
                write.apply(new DeleteOrganization(organization.organization().organizationId()), hash));
    }

    private static void requireApplied(DirectoryOutcome outcome) {
        if (outcome.status() == Status.REJECTED) {
            throw errorOf(outcome);
        }
    }

    private static ApiException errorOf(DirectoryOutcome rejected) {
        String reason = String.valueOf(rejected.reason());
        String field = REJECTED_FIELDS.get(reason);
        return field == null
                ? ApiException.of(Kind.CONFLICT, reason, rejected.message())
                : ApiException.invalid(field, rejected.message(), null);
    }

    /** {@code what} is the operation and, for a change, the organization. */
    private static String contentHash(Caller caller, String what, OrganizationFields fields) {
        List<@Nullable Object> content = new ArrayList<>(Arrays.asList(
                caller.subject(),
                what,
                fields.label(),
                fields.name(),
                fields.description(),
                fields.properties(),
                fields.active(),
                fields.app(),
                fields.parent(),
                fields.type(),
                fields.mfaRequired(),
                fields.rebrandingEnabled()));
        for (ImageField image : ImageField.values()) {
            content.add(fields.images().get(image));
        }
        return RequestHash.of(content);
    }
}

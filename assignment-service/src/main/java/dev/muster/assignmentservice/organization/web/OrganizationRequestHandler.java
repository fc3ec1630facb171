package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.DirectoryCommandHandler;
import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
import dev.muster.assignmentservice.directory.IdempotentRequests;
import dev.muster.assignmentservice.directory.web.CommandIds;
import dev.muster.assignmentservice.directory.web.RequestHash;
import dev.muster.assignmentservice.media.ImageStore;
import dev.muster.assignmentservice.organization.OrganizationKeys;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.organization.web.OrganizationFields.ImageField;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import java.time.Clock;
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

    private final DirectoryCommandHandler directory;
    private final IdempotentRequests requests;
    private final ImageStore images;
    private final ReferenceResolver references;
    private final Clock clock;

    OrganizationRequestHandler(
            DirectoryCommandHandler directory,
            IdempotentRequests requests,
            ImageStore images,
            ReferenceResolver references,
            Clock clock) {
        this.directory = directory;
        this.requests = requests;
        this.images = images;
        this.references = references;
        this.clock = clock;
    }

    /** Registers an organization and returns its id, which is derived from the command id. {@code hasKey}: it may be repeated. */
    @Transactional
    public String create(Caller caller, UUID commandId, boolean hasKey, PreparedImages prepared) {
        directory.lock();
        String hash = contentHash(caller, "create", prepared.fields());
        String completed = findCompleted(commandId, hash);
        if (completed != null) {
            return references.organizationOfId(caller, completed).organization().organizationId();
        }
        String id = OrganizationKeys.idFor(commandId);
        apply(caller, commandId, new RequestedAction(caller, prepared, references).register(id));
        remember(commandId, hasKey, id, hash);
        prepared.images().values().forEach(image -> images.add(id, image));
        return id;
    }

    /** Changes the organization. {@code hasKey}: the request may be repeated. */
    @Transactional
    public void change(Caller caller, UUID commandId, boolean hasKey, String organizationId, PreparedImages prepared) {
        directory.lock();
        String hash = contentHash(caller, "change " + organizationId, prepared.fields());
        if (findCompleted(commandId, hash) != null) {
            return;
        }
        StoredOrganization before = references.organizationOfId(caller, organizationId);
        apply(caller, commandId, new RequestedAction(caller, prepared, references).change(before));
        remember(commandId, hasKey, organizationId, hash);
        prepared.images().values().forEach(image -> images.add(organizationId, image));
        if (!prepared.fields().images().isEmpty()) {
            images.removeUnused(organizationId);
        }
    }

    private @Nullable String findCompleted(UUID commandId, String hash) {
        IdempotentRequests.CompletedRequest completed = requests.find(commandId);
        if (completed != null && !completed.contentHash().equals(hash)) {
            throw CommandIds.keyAlreadyUsed();
        }
        return completed == null ? null : completed.subjectId();
    }

    private void remember(UUID commandId, boolean hasKey, String organizationId, String hash) {
        if (hasKey) {
            requests.remember(commandId, new IdempotentRequests.CompletedRequest(organizationId, hash));
        }
    }

    private void apply(Caller caller, UUID commandId, DirectoryAction action) {
        DirectoryCommand command = new DirectoryCommand(commandId, clock.instant(), caller.subject(), action, null);
        DirectoryOutcome outcome = directory.apply(List.of(command)).get(0);
        if (outcome.status() == Status.REJECTED) {
            throw errorOf(outcome);
        }
        if (outcome.status() == Status.REPEATED) {
            throw CommandIds.keyAlreadyUsed();
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

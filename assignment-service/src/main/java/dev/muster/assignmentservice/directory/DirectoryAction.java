package dev.muster.assignmentservice.directory;

import dev.muster.assignmentservice.security.Permission;
import org.jspecify.annotations.Nullable;

/** What a directory command asks for. */
public interface DirectoryAction {

    /** The organization, user or system that it changes: the key of its record. Actions on one subject stay in order. */
    String subjectId();

    /** The access that its caller needs; by default that of a platform administrator. */
    default RequiredAccess requiredAccess() {
        return RequiredAccess.administrator(Permission.MANAGE_ORGANIZATIONS);
    }

    /** The organization that it registers: commands may wait for it. Null when it registers none. */
    default @Nullable String registeredOrganizationId() {
        return null;
    }

    /** The reason code for an organization that was not registered before the command expired. */
    default String missingOrganizationReason() {
        return "organization_not_found";
    }
}

package dev.muster.assignmentservice.directory;

import dev.muster.assignmentservice.security.Permission;

/** What a directory command wishes. */
public interface DirectoryAction {

    /** The organization or user whose commands it stands in line with: its key on Kafka. */
    String subjectId();

    /** What its caller has to have, where callers are checked: a platform administrator's rights, unless it says so. */
    default RequiredAccess needs() {
        return RequiredAccess.administrator(Permission.MANAGE_ORGANIZATIONS);
    }
}

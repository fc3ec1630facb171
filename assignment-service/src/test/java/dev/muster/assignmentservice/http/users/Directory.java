package dev.muster.assignmentservice.http.users;

import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.pipeline.Commands;
import dev.muster.assignmentservice.pipeline.Members;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.MembershipRole;
import dev.muster.directory.OrganizationType;
import org.jspecify.annotations.Nullable;

/** Users and organizations that are there by the time that these methods return. */
final class Directory {

    private static final Pipeline PIPELINE = Pipeline.shared();
    private static final Members MEMBERS = Members.shared();

    private Directory() {}

    /** An organization at the top of a tree, with the id. */
    static void register(String organizationId) {
        PIPELINE.send(
                Commands.directory(Commands.organization(organizationId, OrganizationType.OWNER, null, false)),
                organizationId);
        await().until(() -> !PIPELINE.organizationEvents(organizationId).isEmpty());
    }

    /** An organization below the given one. */
    static String below(String parentId, OrganizationType type) {
        return PIPELINE.register(type, parentId, false);
    }

    static String user(@Nullable String homeOrganizationId) {
        String id = Pipeline.unique("uaa-id");
        user(id, homeOrganizationId);
        return id;
    }

    static void user(String id, @Nullable String homeOrganizationId) {
        MEMBERS.send(Members.command(id, Members.user(homeOrganizationId)));
        await().until(() -> !MEMBERS.userEvents(id).isEmpty());
    }

    static void join(String userId, String organizationId, MembershipRole... roles) {
        int before = MEMBERS.membershipEvents(organizationId, userId).size();
        MEMBERS.send(Members.command(userId, Members.roles(organizationId, roles)));
        await().until(() -> MEMBERS.membershipEvents(organizationId, userId).size() > before);
    }
}

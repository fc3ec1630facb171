package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.directory.PageRequest;
import dev.muster.assignmentservice.organization.StoredOrganization;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds users. */
public interface UserLookup {

    /** The user with the id; null when it is not registered. */
    @Nullable
    StoredUser find(String userId);

    /** Whether the home or any membership of the user is in one of the organizations. */
    boolean belongsToAny(String userId, Collection<String> organizationIds);

    /** The users whose home or any membership is in one of the given organizations; null for all. */
    Page<StoredUser> list(@Nullable Collection<String> organizationIds, PageRequest pageRequest);

    /** The organizations that a user is a member of. */
    Page<StoredOrganization> organizationsOf(MembershipFilter filter, PageRequest pageRequest);
}

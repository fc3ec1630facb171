package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.directory.PageRequest;
import dev.muster.assignmentservice.organization.StoredOrganization;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The users that there are. */
public interface UserLookup {

    /** The user of the id; null when it is not registered. */
    @Nullable
    StoredUser find(String userId);

    /** Whether the user's home, or an organization that it is a member of, is one of the given ones. */
    boolean isWithin(String userId, Collection<String> organizationIds);

    /** The users whose home or any membership is in one of the given organizations; null for all. */
    Page<StoredUser> list(@Nullable Collection<String> organizationIds, PageRequest span);

    /** The organizations that a user is a member of. */
    Page<StoredOrganization> organizationsOf(MembershipFilter filter, PageRequest span);
}

package dev.muster.assignment.directory;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The users that there are. */
public interface UserLookup {

    /** The user of the id; null when it is not registered. */
    @Nullable
    KeptUser find(String userId);

    /** Whether the user's home, or an organization that it is a member of, is one of the given ones. */
    boolean isWithin(String userId, Collection<String> organizationIds);

    /** The users whose home or any membership is in one of the given organizations; null for all. */
    Listed<KeptUser> list(@Nullable Collection<String> organizationIds, Span span);

    /** The organizations that a user is a member of. */
    Listed<KeptOrganization> organizationsOf(MembershipFilter filter, Span span);
}

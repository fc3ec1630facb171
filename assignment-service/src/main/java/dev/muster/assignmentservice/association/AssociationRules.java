package dev.muster.assignmentservice.association;

import dev.muster.assignmentservice.directory.Decision;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for roles of applications. */
final class AssociationRules {

    private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    private static final int MAX_ROLES = 32;

    private AssociationRules() {}

    static @Nullable Decision check(List<String> roles) {
        if (roles.size() > MAX_ROLES) {
            return Decision.rejected("roles_invalid", "an association has at most " + MAX_ROLES + " roles");
        }
        return roles.stream().allMatch(role -> ROLE.matcher(role).matches())
                ? null
                : Decision.rejected("roles_invalid", "a role has 1 to 128 characters of A-Z a-z 0-9 _ . : -");
    }
}

package dev.muster.assignmentservice.user;

import java.util.regex.Pattern;

/** Validates ids of users, which are chosen by whoever registers them. */
public final class UserIds {

    /** The rule for ids, for error messages. */
    public static final String RULE = "1 to 128 characters of A-Z a-z 0-9 . _ @ : + -, not all of them dots";

    private static final Pattern ID = Pattern.compile("(?!\\.+$)[A-Za-z0-9._@:+-]{1,128}");

    private UserIds() {}

    /** Whether the text may be the id of a user. */
    public static boolean isValid(String userId) {
        return ID.matcher(userId).matches();
    }
}

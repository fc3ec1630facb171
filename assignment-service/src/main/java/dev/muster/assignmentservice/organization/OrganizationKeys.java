package dev.muster.assignmentservice.organization;

import dev.muster.text.Sha256;
import dev.muster.text.UuidParser;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The public keys of an organization. The contracts need a UUID and an id of at most 21 characters. Both are derived from
 * the id, so that a replay of commands leads to the same keys.
 */
public final class OrganizationKeys {

    private static final Pattern PUBLIC_ID = Pattern.compile("[A-Za-z0-9_-]{1,21}");
    private static final int DERIVED_LENGTH = 20;

    private OrganizationKeys() {}

    /** The id itself when it has at most 21 characters of A-Z a-z 0-9 _ -, else 20 hexadecimal digits of its SHA-256. */
    public static String publicIdOf(String organizationId) {
        return PUBLIC_ID.matcher(organizationId).matches()
                ? organizationId
                : Sha256.hex(organizationId).substring(0, DERIVED_LENGTH);
    }

    /** The id itself when it is a UUID, else a UUID of version 8 made of its SHA-256. */
    public static UUID uuidOf(String organizationId) {
        UUID own = UuidParser.parse(organizationId);
        if (own != null) {
            return own;
        }
        String hash = Sha256.hex(organizationId);
        return UUID.fromString(String.join(
                "-",
                hash.substring(0, 8),
                hash.substring(8, 12),
                "8" + hash.substring(13, 16),
                "8" + hash.substring(17, 20),
                hash.substring(20, 32)));
    }

    /** The id of an organization that is created by the command: a repeat leads to the same id. */
    public static String idFor(UUID commandId) {
        return Sha256.hex("organization of command " + commandId).substring(0, DERIVED_LENGTH);
    }
}

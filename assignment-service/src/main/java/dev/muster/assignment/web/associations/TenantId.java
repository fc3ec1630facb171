package dev.muster.assignment.web.associations;

/**
 * What answers of this dialect call the installation.
 *
 * @param text 1 to 21 characters
 */
record TenantId(String text) {

    private static final int MAX = 21;

    TenantId {
        if (text.isBlank() || text.codePointCount(0, text.length()) > MAX) {
            throw new IllegalArgumentException("muster.tenant-id must have 1 to " + MAX + " characters, not " + text);
        }
    }
}

package dev.muster.assignmentservice.association.web;

import dev.muster.text.TextValidation;

/**
 * The id of the installation in responses of this API.
 *
 * @param text 1 to 21 characters
 */
record TenantId(String text) {

    private static final int MAX = 21;

    TenantId {
        if (TextValidation.isBlank(text) || TextValidation.isLongerThan(text, MAX)) {
            throw new IllegalArgumentException("muster.tenant-id must have 1 to " + MAX + " characters, not " + text);
        }
    }
}

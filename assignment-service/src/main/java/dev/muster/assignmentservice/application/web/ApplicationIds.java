package dev.muster.assignmentservice.application.web;

import dev.muster.assignmentservice.web.ApiException;
import dev.muster.text.TextValidation;

/** Validates ids of applications in paths. */
final class ApplicationIds {

    private static final int MAX = 201;

    private ApplicationIds() {}

    /**
     * Checks that an application may have the id.
     *
     * @throws ApiException 404 when none can: the database rejects some texts even in queries
     */
    static void requireWellFormed(String id) {
        if (TextValidation.problemOfLine(id, MAX) != null) {
            throw ApiException.notFound("application");
        }
    }
}

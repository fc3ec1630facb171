package dev.muster.assignmentservice.application.web;

import dev.muster.assignmentservice.web.ApiException;
import dev.muster.text.TextValidation;

/** Ids of applications in paths. */
final class ApplicationIds {

    private static final int MAX = 201;

    private ApplicationIds() {}

    /**
     * Returns when there may be an application of the id.
     *
     * @throws ApiException when there cannot be one: the database does not even take every text as a question
     */
    static void requireWellFormed(String id) {
        if (TextValidation.problemOfLine(id, MAX) != null) {
            throw ApiException.notFound("application");
        }
    }
}

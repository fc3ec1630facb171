package dev.muster.assignment.web.applications;

import dev.muster.assignment.web.Refusal;

/** Ids of applications in paths. */
final class ApplicationIds {

    private static final int MAX = 201;

    private ApplicationIds() {}

    /**
     * Returns when there may be an application of the id.
     *
     * @throws Refusal when there cannot be one: the database does not even take every text as a question
     */
    static void requireWellFormed(String id) {
        if (id.codePointCount(0, id.length()) > MAX || id.codePoints().anyMatch(Character::isISOControl)) {
            throw Refusal.notFound("application");
        }
    }
}

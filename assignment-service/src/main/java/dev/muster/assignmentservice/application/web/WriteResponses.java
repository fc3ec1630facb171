package dev.muster.assignmentservice.application.web;

import dev.muster.assignmentservice.application.WriteOutcome;
import dev.muster.assignmentservice.directory.web.CommandIds;
import dev.muster.assignmentservice.ownership.Outcome;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import java.util.Objects;

/** What came of a write, in the words of the contract. */
final class WriteResponses {

    private static final String STALE = "the application is in another state than If-Match expects: get it anew";

    private WriteResponses() {}

    /**
     * Returns when it is as wished.
     *
     * @throws ApiException when it is not
     */
    static void requireDone(WriteOutcome result) {
        switch (result.kind()) {
            case APPLICATION_NOT_FOUND -> throw ApiException.notFound("application");
            case OUT_OF_REACH -> throw outOfReach();
            case STALE -> throw ApiException.of(Kind.PRECONDITION_FAILED, "revision_conflict", STALE);
            case KEY_REUSED -> throw CommandIds.keyAlreadyUsed();
            case DECIDED -> {
                if (result.outcome() != null) {
                    requireApplied(result.outcome());
                }
            }
        }
    }

    private static void requireApplied(Outcome outcome) {
        switch (outcome.status()) {
            case APPLIED, UNCHANGED -> {}
            case CONFLICT -> throw ApiException.of(Kind.PRECONDITION_FAILED, "revision_conflict", STALE);
            case REJECTED, WAITING, EXPIRED -> throw rejection(outcome);
        }
    }

    private static ApiException rejection(Outcome outcome) {
        return switch (Objects.requireNonNullElse(outcome.reason(), "")) {
            case "application_not_found", "application_removed" -> ApiException.notFound("application");
            case "organization_not_found" -> outOfReach();
            case "organization_inactive" -> ApiException.invalid("organization_id", outcome.message(), null);
            default ->
                ApiException.of(
                        Kind.CONFLICT, Objects.requireNonNullElse(outcome.reason(), "rejected"), outcome.message());
        };
    }

    private static ApiException outOfReach() {
        return ApiException.of(Kind.ACCESS_DENIED, "access_denied", "access denied to application");
    }
}

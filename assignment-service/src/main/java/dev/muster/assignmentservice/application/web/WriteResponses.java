package dev.muster.assignmentservice.application.web;

import dev.muster.assignmentservice.application.WriteOutcome;
import dev.muster.assignmentservice.directory.web.CommandIds;
import dev.muster.assignmentservice.ownership.Outcome;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import java.util.Objects;

/** Translates outcomes of writes to errors of the contract. */
final class WriteResponses {

    private static final String VERSION_MISMATCH_MESSAGE =
            "the application is in another state than If-Match expects: get it anew";

    private WriteResponses() {}

    /**
     * Returns when the write succeeded.
     *
     * @throws ApiException otherwise
     */
    static void requireSuccess(WriteOutcome write) {
        switch (write.kind()) {
            case APPLICATION_NOT_FOUND -> throw ApiException.notFound("application");
            case ACCESS_DENIED -> throw accessDenied();
            case VERSION_MISMATCH ->
                throw ApiException.of(Kind.PRECONDITION_FAILED, "revision_conflict", VERSION_MISMATCH_MESSAGE);
            case KEY_REUSED -> throw CommandIds.keyAlreadyUsed();
            case DECIDED -> {
                if (write.outcome() != null) {
                    requireApplied(write.outcome());
                }
            }
        }
    }

    private static void requireApplied(Outcome outcome) {
        switch (outcome.status()) {
            case APPLIED, UNCHANGED -> {}
            case CONFLICT ->
                throw ApiException.of(Kind.PRECONDITION_FAILED, "revision_conflict", VERSION_MISMATCH_MESSAGE);
            case REJECTED, WAITING, EXPIRED -> throw rejection(outcome);
        }
    }

    private static ApiException rejection(Outcome outcome) {
        return switch (Objects.requireNonNullElse(outcome.reason(), "")) {
            case "application_not_found", "application_removed" -> ApiException.notFound("application");
            case "organization_not_found" -> accessDenied();
            case "organization_inactive" -> ApiException.invalid("organization_id", outcome.message(), null);
            default ->
                ApiException.of(
                        Kind.CONFLICT, Objects.requireNonNullElse(outcome.reason(), "rejected"), outcome.message());
        };
    }

    private static ApiException accessDenied() {
        return ApiException.of(Kind.ACCESS_DENIED, "access_denied", "access denied to application");
    }
}

package dev.muster.assignment.web.applications;

import dev.muster.assignment.applications.WriteResult;
import dev.muster.assignment.ownership.Outcome;
import dev.muster.assignment.web.CommandIds;
import dev.muster.assignment.web.Refusal;
import dev.muster.assignment.web.Refusal.Kind;
import java.util.Objects;

/** What came of a write, in the words of the contract. */
final class WriteAnswers {

    private static final String STALE = "the application is in another state than If-Match expects: get it anew";

    private WriteAnswers() {}

    /**
     * Returns when it is as wished.
     *
     * @throws Refusal when it is not
     */
    static void requireDone(WriteResult result) {
        switch (result.kind()) {
            case APPLICATION_NOT_FOUND -> throw Refusal.notFound("application");
            case OUT_OF_REACH -> throw outOfReach();
            case STALE -> throw Refusal.of(Kind.PRECONDITION_FAILED, "revision_conflict", STALE);
            case KEY_REUSED -> throw CommandIds.used();
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
            case CONFLICT -> throw Refusal.of(Kind.PRECONDITION_FAILED, "revision_conflict", STALE);
            case REJECTED, WAITING, EXPIRED -> throw rejection(outcome);
        }
    }

    private static Refusal rejection(Outcome outcome) {
        return switch (Objects.requireNonNullElse(outcome.reason(), "")) {
            case "application_not_found", "application_removed" -> Refusal.notFound("application");
            case "organization_not_found" -> outOfReach();
            case "organization_inactive" -> Refusal.invalid("organization_id", outcome.message(), null);
            default ->
                Refusal.of(Kind.CONFLICT, Objects.requireNonNullElse(outcome.reason(), "rejected"), outcome.message());
        };
    }

    private static Refusal outOfReach() {
        return Refusal.of(Kind.ACCESS_DENIED, "access_denied", "access denied to application");
    }
}

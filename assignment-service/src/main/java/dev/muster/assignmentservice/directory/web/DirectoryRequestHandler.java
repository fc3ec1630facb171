package dev.muster.assignmentservice.directory.web;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.DirectoryCommandHandler;
import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
import dev.muster.assignmentservice.directory.IdempotentRequests;
import dev.muster.assignmentservice.directory.IdempotentRequests.CompletedRequest;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.web.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies requests to the directory, through the same command handler as commands from Kafka, which checks the caller's
 * access. Runs in the caller's transaction.
 */
public final class DirectoryRequestHandler {

    private static final Set<String> ACCESS_REASONS = Set.of("access_denied", "permission_missing");

    private final DirectoryCommandHandler directory;
    private final IdempotentRequests requests;
    private final Clock clock;

    public DirectoryRequestHandler(DirectoryCommandHandler directory, IdempotentRequests requests, Clock clock) {
        this.directory = directory;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * Begins a write: locks the directory, so that the results of the checks that follow stay true.
     *
     * @throws ApiException when the header {@link CommandIds#HEADER} is not a UUID
     */
    public Write begin(Caller caller, HttpServletRequest request) {
        return begin(caller, CommandIds.of(request), CommandIds.isGivenIn(request));
    }

    /**
     * Begins a write with a command id that is known already.
     *
     * @param isRepeatable whether the command id is an idempotency key
     */
    public Write begin(Caller caller, UUID commandId, boolean isRepeatable) {
        directory.lock();
        return new Write(caller, commandId, isRepeatable);
    }

    /** A write of one request. Looks up its idempotency key once. */
    public final class Write {

        private final Caller caller;
        private final UUID commandId;
        private final boolean isRepeatable;
        private boolean isLookedUp;
        private @Nullable CompletedRequest completed;

        private Write(Caller caller, UUID commandId, boolean isRepeatable) {
            this.caller = caller;
            this.commandId = commandId;
            this.isRepeatable = isRepeatable;
        }

        /**
         * The organization, user or system that the same request wrote before; null when it was not made before. To be called
         * before checks that the write itself may have made fail, so that its repeat is not answered with "not found".
         *
         * @param contentHash a {@link RequestHash} of the request
         * @throws ApiException when the idempotency key was used for another request
         */
        public @Nullable String completedSubject(String contentHash) {
            if (isRepeatable && !isLookedUp) {
                completed = requests.find(commandId);
                isLookedUp = true;
            }
            if (completed != null && !completed.contentHash().equals(contentHash)) {
                throw CommandIds.keyAlreadyUsed();
            }
            return completed == null ? null : completed.subjectId();
        }

        /**
         * Applies the action. A request that was made before is REPEATED.
         *
         * @param contentHash a {@link RequestHash} of the request
         * @throws ApiException when the caller has no access, or the idempotency key was used for another request
         */
        public DirectoryOutcome apply(DirectoryAction action, String contentHash) {
            boolean isRepeat = completedSubject(contentHash) != null;
            DirectoryCommand command =
                    new DirectoryCommand(commandId, clock.instant(), caller.subject(), action, null, caller);
            DirectoryOutcome outcome = directory.apply(List.of(command)).get(0);
            if (outcome.status() == Status.REPEATED && !isRepeat) {
                throw CommandIds.keyAlreadyUsed();
            }
            String reason = outcome.reason();
            if (reason != null && ACCESS_REASONS.contains(reason)) {
                throw ApiException.of(ApiException.Kind.ACCESS_DENIED, reason, outcome.message());
            }
            if (isRepeatable && !isRepeat) {
                requests.remember(commandId, new CompletedRequest(action.subjectId(), contentHash));
            }
            return outcome;
        }
    }
}

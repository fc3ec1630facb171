package dev.muster.assignmentservice.directory.web;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.DirectoryCommandHandler;
import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
import dev.muster.assignmentservice.directory.IdempotentRequests;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.web.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies requests to the directory, through the same command handler as commands from Kafka. Runs in the caller's
 * transaction.
 */
public final class DirectoryRequestHandler {

    private final DirectoryCommandHandler directory;
    private final IdempotentRequests requests;
    private final Clock clock;

    public DirectoryRequestHandler(DirectoryCommandHandler directory, IdempotentRequests requests, Clock clock) {
        this.directory = directory;
        this.requests = requests;
        this.clock = clock;
    }

    /** Locks the directory. To be called before the checks of a write, so that their results stay true. */
    public void begin() {
        directory.lock();
    }

    /**
     * Whether the caller made the same request before, with the same {@link CommandIds#HEADER}. To be called before the
     * checks of a write that may end the caller's own access, so that its repeat is not answered with "not found".
     *
     * @param content as {@link #apply} takes it
     * @throws ApiException when the header was used for another request
     */
    public boolean isRepeated(Caller caller, HttpServletRequest request, String content) {
        if (!CommandIds.isGivenIn(request)) {
            return false;
        }
        begin();
        return find(CommandIds.of(request), hash(caller, request, content)) != null;
    }

    /**
     * Applies the action. A request with the {@link CommandIds#HEADER} of an earlier one is REPEATED.
     *
     * @param content the content of the body in a canonical form; empty when the path determines the action
     * @throws ApiException when the header was used for another request
     */
    public DirectoryOutcome apply(Caller caller, HttpServletRequest request, DirectoryAction action, String content) {
        UUID commandId = CommandIds.of(request);
        begin();
        String hash = hash(caller, request, content);
        IdempotentRequests.CompletedRequest completed = find(commandId, hash);
        DirectoryCommand command = new DirectoryCommand(commandId, clock.instant(), caller.subject(), action, null);
        DirectoryOutcome outcome = directory.apply(List.of(command)).get(0);
        if (outcome.status() == Status.REPEATED && completed == null) {
            throw CommandIds.keyAlreadyUsed();
        }
        if (completed == null && CommandIds.isGivenIn(request)) {
            requests.remember(commandId, new IdempotentRequests.CompletedRequest(action.subjectId(), hash));
        }
        return outcome;
    }

    private IdempotentRequests.@Nullable CompletedRequest find(UUID commandId, String hash) {
        IdempotentRequests.CompletedRequest completed = requests.find(commandId);
        if (completed != null && !completed.contentHash().equals(hash)) {
            throw CommandIds.keyAlreadyUsed();
        }
        return completed;
    }

    private static String hash(Caller caller, HttpServletRequest request, String content) {
        String path = request.getRequestURI().replaceFirst("/$", "");
        return RequestHash.of(List.of(caller.subject(), request.getMethod(), path, content));
    }
}

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
 * Applies what requests wish for to the directory, through the handler that commands on Kafka go through. Everything
 * happens in the caller's transaction.
 */
public final class DirectoryRequestHandler {

    private final DirectoryCommandHandler directory;
    private final IdempotentRequests requests;
    private final Clock clock;

    /** Applies with the given handler. */
    public DirectoryRequestHandler(DirectoryCommandHandler directory, IdempotentRequests requests, Clock clock) {
        this.directory = directory;
        this.requests = requests;
        this.clock = clock;
    }

    /** Comes before the checks of a write: neither what it is about nor the tree changes behind them. */
    public void begin() {
        directory.lock();
    }

    /**
     * Whether the caller made this very request before, under the same {@link CommandIds#HEADER}. Comes before the
     * checks of a write that may end the caller's own reach: its repeat is not told that there is nothing.
     *
     * @param content as {@link #apply} takes it
     * @throws ApiException when the header was used for another request
     */
    public boolean isRepeated(Caller caller, HttpServletRequest request, String content) {
        if (!CommandIds.isNamedBy(request)) {
            return false;
        }
        begin();
        return find(CommandIds.of(request), hash(caller, request, content)) != null;
    }

    /**
     * What came of the action. A request with the {@link CommandIds#HEADER} of an earlier one is REPEATED.
     *
     * @param content what the body asks for, the same for the same; empty when the path says it all
     * @throws ApiException when the header was used for another request
     */
    public DirectoryOutcome apply(Caller caller, HttpServletRequest request, DirectoryAction action, String content) {
        UUID commandId = CommandIds.of(request);
        begin();
        String hash = hash(caller, request, content);
        IdempotentRequests.Done done = find(commandId, hash);
        DirectoryCommand command = new DirectoryCommand(commandId, clock.instant(), caller.subject(), action, null);
        DirectoryOutcome result = directory.apply(List.of(command)).get(0);
        if (result.status() == Status.REPEATED && done == null) {
            throw CommandIds.used();
        }
        if (done == null && CommandIds.isNamedBy(request)) {
            requests.remember(commandId, new IdempotentRequests.Done(action.subjectId(), hash));
        }
        return result;
    }

    private IdempotentRequests.@Nullable Done find(UUID commandId, String hash) {
        IdempotentRequests.Done done = requests.find(commandId);
        if (done != null && !done.contentHash().equals(hash)) {
            throw CommandIds.used();
        }
        return done;
    }

    private static String hash(Caller caller, HttpServletRequest request, String content) {
        String path = request.getRequestURI().replaceFirst("/$", "");
        return RequestHash.of(List.of(caller.subject(), request.getMethod(), path, content));
    }
}

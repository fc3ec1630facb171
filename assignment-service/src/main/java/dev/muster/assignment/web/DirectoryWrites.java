package dev.muster.assignment.web;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.directory.ChangeDirectory;
import dev.muster.assignment.directory.DirectoryAction;
import dev.muster.assignment.directory.DirectoryCommand;
import dev.muster.assignment.directory.DirectoryRequests;
import dev.muster.assignment.directory.DirectoryResult;
import dev.muster.assignment.directory.DirectoryResult.Status;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Applies what requests wish for to the directory, through the handler that commands on Kafka go through. Everything
 * happens in the caller's transaction.
 */
public final class DirectoryWrites {

    private final ChangeDirectory directory;
    private final DirectoryRequests requests;
    private final Clock clock;

    /** Applies with the given handler. */
    public DirectoryWrites(ChangeDirectory directory, DirectoryRequests requests, Clock clock) {
        this.directory = directory;
        this.requests = requests;
        this.clock = clock;
    }

    /** Comes before the checks of a write: neither what it is about nor the tree changes behind them. */
    public void begin() {
        directory.lock();
    }

    /**
     * What came of the action. A request with the {@link CommandIds#HEADER} of an earlier one is REPEATED.
     *
     * @param content what the body asks for, the same for the same; empty when the path says it all
     * @throws Refusal when the header was used for another request
     */
    public DirectoryResult apply(Caller caller, HttpServletRequest request, DirectoryAction action, String content) {
        UUID commandId = CommandIds.of(request);
        begin();
        String path = request.getRequestURI().replaceFirst("/$", "");
        String hash = RequestHash.of(List.of(caller.subject(), request.getMethod(), path, content));
        DirectoryRequests.Done done = requests.find(commandId);
        if (done != null && !done.contentHash().equals(hash)) {
            throw CommandIds.used();
        }
        DirectoryCommand command = new DirectoryCommand(commandId, clock.instant(), caller.subject(), action, null);
        DirectoryResult result = directory.apply(List.of(command)).get(0);
        if (result.status() == Status.REPEATED && done == null) {
            throw CommandIds.used();
        }
        if (done == null && request.getHeader(CommandIds.HEADER) != null) {
            requests.remember(commandId, new DirectoryRequests.Done(action.subjectId(), hash));
        }
        return result;
    }
}

package dev.muster.assignment.web;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.directory.ChangeDirectory;
import dev.muster.assignment.directory.DirectoryAction;
import dev.muster.assignment.directory.DirectoryCommand;
import dev.muster.assignment.directory.DirectoryResult;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;

/** Applies what requests wish for to the directory, through the handler that commands on Kafka go through. */
public final class DirectoryWrites {

    private final ChangeDirectory directory;
    private final Clock clock;

    /** Applies with the given handler, in the caller's transaction. */
    public DirectoryWrites(ChangeDirectory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** What came of the action; a request with the {@link CommandIds#HEADER} of an earlier one is REPEATED. */
    public DirectoryResult apply(Caller caller, HttpServletRequest request, DirectoryAction action) {
        DirectoryCommand command =
                new DirectoryCommand(CommandIds.of(request), clock.instant(), caller.subject(), action, null);
        return directory.apply(List.of(command)).get(0);
    }
}

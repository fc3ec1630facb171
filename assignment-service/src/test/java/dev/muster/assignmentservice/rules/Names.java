package dev.muster.assignmentservice.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import dev.muster.assignmentservice.ownership.SourcePosition;
import java.time.Instant;
import java.util.UUID;

/** Maps the numbers of a scenario to ids that are unique per run. */
record Names(String run, Instant start) {

    static final String ISSUER = "producer";
    static final String DIRECTORY_ISSUER = "registrar";

    String application(int number) {
        return run + "_a" + number;
    }

    String organization(int number) {
        return run + "-o" + number;
    }

    UUID commandId(int number) {
        return UUID.nameUUIDFromBytes((run + "/command/" + number).getBytes(UTF_8));
    }

    UUID directoryCommandId(int position) {
        return UUID.nameUUIDFromBytes((run + "/directory/" + position).getBytes(UTF_8));
    }

    OwnershipCommand command(Step.Command step) {
        Integer organization = step.organization();
        Integer expiresAt = step.expiresAtSecond();
        return new OwnershipCommand(
                commandId(step.number()),
                start,
                start,
                ISSUER,
                application(step.application()),
                step.expectedRevision(),
                step.waits(),
                expiresAt == null ? null : start.plusSeconds(expiresAt),
                new OwnershipAction(step.action(), organization == null ? null : organization(organization)),
                new SourcePosition("assignment.commands", 0, step.number()));
    }
}

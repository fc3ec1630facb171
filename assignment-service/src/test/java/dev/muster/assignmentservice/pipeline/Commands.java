package dev.muster.assignmentservice.pipeline;

import dev.muster.assignment.AssignOrganization;
import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.WhenUnknown;
import dev.muster.directory.ChangeOrganization;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.RegisterOrganization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds commands of producers. */
public final class Commands {

    /** The issuer of all commands. */
    public static final String ISSUER = "ops@example.org";

    private Commands() {}

    /** A builder with valid defaults. */
    public static AssignmentCommand.Builder command(String applicationId, Object action) {
        return AssignmentCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setIssuedBy(ISSUER)
                .setApplicationId(applicationId)
                .setAction(action);
    }

    public static AssignmentCommand assign(String applicationId, String organizationId) {
        return command(applicationId, new AssignOrganization(organizationId)).build();
    }

    public static AssignmentCommand assignWhenPresent(String applicationId, String organizationId) {
        return command(applicationId, new AssignOrganization(organizationId))
                .setWhenUnknown(WhenUnknown.WAIT)
                .build();
    }

    public static RegisterOrganization organization(
            String id, OrganizationType type, @Nullable String parentId, boolean rebranding) {
        return RegisterOrganization.newBuilder()
                .setOrganizationId(id)
                .setLabel("label:" + id)
                .setName("The " + id)
                .setType(type)
                .setParentId(parentId)
                .setRebrandingEnabled(rebranding)
                .build();
    }

    public static ChangeOrganization.Builder change(String id) {
        return ChangeOrganization.newBuilder().setOrganizationId(id);
    }

    public static DirectoryCommand directory(Object action) {
        return new DirectoryCommand(UUID.randomUUID(), Instant.now().truncatedTo(ChronoUnit.MICROS), ISSUER, action);
    }
}

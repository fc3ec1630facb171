package dev.muster.endtoend;

import dev.muster.assignment.AssignOrganization;
import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.WhenUnknown;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.RegisterOrganization;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What agents and producers send. */
final class Messages {

    private static final SingleObjectCodec<InventoryReport> REPORTS = SingleObjectCodec.of(InventoryReport.class);
    private static final SingleObjectCodec<AssignmentCommand> COMMANDS = SingleObjectCodec.of(AssignmentCommand.class);
    private static final SingleObjectCodec<DirectoryCommand> DIRECTORY = SingleObjectCodec.of(DirectoryCommand.class);

    private final Pipeline pipeline;

    Messages(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** A snapshot; each application is {@code module=version}. */
    void snapshot(String systemId, Instant collectedAt, String... applications) {
        List<ReportedApplication> reported = Stream.of(applications)
                .map(application -> application.split("=", 2))
                .map(parts -> ReportedApplication.newBuilder()
                        .setModuleId(parts[0])
                        .setInstanceOf("mail")
                        .setVersion(parts[1])
                        .build())
                .toList();
        InventoryReport report = InventoryReport.newBuilder()
                .setReportId(UUID.randomUUID())
                .setSystemId(systemId)
                .setCollector("end-to-end/1")
                .setCollectedAt(collectedAt)
                .setApplications(reported)
                .build();
        pipeline.publish(Topics.INVENTORY_REPORTS, systemId, REPORTS, report);
    }

    void register(String organizationId, OrganizationType type, @Nullable String parentId) {
        DirectoryCommand command = DirectoryCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setIssuedBy("end-to-end")
                .setAction(RegisterOrganization.newBuilder()
                        .setOrganizationId(organizationId)
                        .setLabel(organizationId)
                        .setName(organizationId)
                        .setType(type)
                        .setParentId(parentId)
                        .build())
                .build();
        pipeline.publish(Topics.DIRECTORY_COMMANDS, organizationId, DIRECTORY, command);
    }

    UUID assign(String applicationId, String organizationId, WhenUnknown whenUnknown) {
        UUID commandId = UUID.randomUUID();
        AssignmentCommand command = AssignmentCommand.newBuilder()
                .setCommandId(commandId)
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setIssuedBy("end-to-end")
                .setApplicationId(applicationId)
                .setWhenUnknown(whenUnknown)
                .setAction(new AssignOrganization(organizationId))
                .build();
        pipeline.publish(Topics.ASSIGNMENT_COMMANDS, applicationId, COMMANDS, command);
        return commandId;
    }
}

package dev.muster.schemas;

import static java.util.stream.Collectors.joining;
import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignment.ApplicationDetailsEvent;
import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignment.ReleaseToRulesCommand;
import dev.muster.assignment.RuleSetCommand;
import dev.muster.assignment.RuleSetEvent;
import dev.muster.directory.AssociationCommand;
import dev.muster.directory.AssociationEvent;
import dev.muster.directory.DeleteOrganizationCommand;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.MembershipCommand;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.OrganizationEvent;
import dev.muster.directory.RemoveUserCommand;
import dev.muster.directory.SystemCommand;
import dev.muster.directory.SystemEvent;
import dev.muster.directory.UserEvent;
import dev.muster.inventory.ApplicationEvent;
import dev.muster.inventory.InventoryCommand;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.InventorySystemEvent;
import dev.muster.inventory.ReleaseWaveCommand;
import dev.muster.inventory.ReportReceipt;
import dev.muster.inventory.SystemCredentialCommand;
import dev.muster.inventory.SystemFreshnessCommand;
import dev.muster.inventory.SystemHeartbeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReleasedSchemasTest {

    static Stream<Schema> currentSchemas() {
        return Stream.of(
                InventoryReport.getClassSchema(),
                InventoryCommand.getClassSchema(),
                SystemCredentialCommand.getClassSchema(),
                SystemFreshnessCommand.getClassSchema(),
                ReleaseWaveCommand.getClassSchema(),
                SystemHeartbeat.getClassSchema(),
                InventorySystemEvent.getClassSchema(),
                ApplicationEvent.getClassSchema(),
                ReportReceipt.getClassSchema(),
                AssignmentCommand.getClassSchema(),
                CommandOutcome.getClassSchema(),
                OwnershipEvent.getClassSchema(),
                ReleaseToRulesCommand.getClassSchema(),
                ApplicationDetailsEvent.getClassSchema(),
                RuleSetCommand.getClassSchema(),
                RuleSetEvent.getClassSchema(),
                DeleteOrganizationCommand.getClassSchema(),
                DirectoryCommand.getClassSchema(),
                OrganizationEvent.getClassSchema(),
                MembershipCommand.getClassSchema(),
                RemoveUserCommand.getClassSchema(),
                AssociationCommand.getClassSchema(),
                UserEvent.getClassSchema(),
                SystemCommand.getClassSchema(),
                SystemEvent.getClassSchema(),
                MembershipEvent.getClassSchema(),
                AssociationEvent.getClassSchema());
    }

    @ParameterizedTest
    @MethodSource("currentSchemas")
    void currentSchemaIsTheLastReleasedVersion(Schema current) {
        List<Schema> released = versionsOf(current);

        assertThat(SchemaNormalization.parsingFingerprint64(released.get(released.size() - 1)))
                .isEqualTo(SchemaNormalization.parsingFingerprint64(current));
    }

    @ParameterizedTest
    @MethodSource("currentSchemas")
    void releasedVersionsAreCompatibleWithEachOther(Schema current) {
        List<Schema> released = versionsOf(current);

        for (Schema reader : released) {
            for (Schema writer : released) {
                assertThat(SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                                .getType())
                        .as("%s reads %s", reader, writer)
                        .isEqualTo(COMPATIBLE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("currentSchemas")
    void documentationListsTheHeaderOfEachReleasedVersion(Schema current) throws IOException {
        String headers = versionsOf(current).stream()
                .map(version -> "`" + HexFormat.of().formatHex(ReleasedSchemas.header(version)) + "`")
                .collect(joining(", "));

        assertThat(Files.readAllLines(Path.of("..", "docs", "wire-format.md")))
                .anyMatch(line ->
                        line.startsWith("| `" + current.getName() + "` |") && line.endsWith("| " + headers + " |"));
    }

    private static List<Schema> versionsOf(Schema current) {
        List<Schema> versions = new ArrayList<>();
        ReleasedSchemas.of(current).versions().forEach(versions::add);
        return versions;
    }
}

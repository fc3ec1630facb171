package dev.muster.cli.directory;

import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.json.Printer;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.KafkaOptions;
import dev.muster.cli.kafka.RequestReply;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.directory.DirectoryChange;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.Organization;
import dev.muster.directory.OrganizationEvent;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options shared by all commands about one organization; publishes the command and prints its event. */
final class DirectoryOptions {

    @Option(
            names = "--by",
            paramLabel = "WHO",
            defaultValue = "${sys:user.name}",
            description = "Issuer of the command. Default: the current user.")
    private String issuedBy = "";

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private Printer printer = new Printer();

    int publish(String organizationId, Object action) {
        DirectoryCommand command = DirectoryCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setIssuedBy(issuedBy)
                .setAction(action)
                .build();
        KafkaConnection connection = kafka.connection();
        try (RequestReply<OrganizationEvent> exchange = RequestReply.open(
                connection, Topics.DIRECTORY_COMMANDS, Topics.DIRECTORY_ORGANIZATIONS, OrganizationEvent.class)) {
            Optional<OrganizationEvent> event = exchange.requestChange(
                    organizationId,
                    SingleObjectCodec.of(DirectoryCommand.class).encode(command),
                    reply -> reply.getCause().getCommandId().equals(command.getCommandId()));
            event.ifPresentOrElse(
                    change -> printer.print(change, line(change)), () -> printWithoutEvent(connection, organizationId));
            return ExitCode.OK;
        }
    }

    /** Without an event the organization is unchanged or, if it is not registered, the command waits for its parent. */
    private void printWithoutEvent(KafkaConnection connection, String organizationId) {
        printer.line(
                isRegistered(connection, organizationId)
                        ? "UNCHANGED: " + organizationId + " already has these values"
                        : "WAITING: " + organizationId + " will be registered once its parent is registered;"
                                + " if the parent is never registered, the command becomes a dead letter");
    }

    private static boolean isRegistered(KafkaConnection connection, String organizationId) {
        Set<String> keys = new HashSet<>();
        try (TopicReader reader = TopicReader.fromBeginning(connection, List.of(Topics.DIRECTORY_ORGANIZATIONS))) {
            reader.readToEnd(record -> keys.add(new String(record.key(), StandardCharsets.UTF_8)));
        }
        return keys.contains(organizationId);
    }

    private static String line(OrganizationEvent event) {
        Organization after = event.getAfter();
        return event.getChange() + ": " + after.getOrganizationId() + " (" + after.getType() + " " + after.getName()
                + (after.getParentId() == null ? "" : ", below " + after.getParentId())
                + (after.getRebrandingEnabled() ? ", rebranding" : ", no rebranding")
                + (after.getActive() ? "" : ", inactive") + "), revision " + event.getRevision()
                + (event.getChange() != DirectoryChange.CHANGED
                        ? ""
                        : ", changed " + String.join(", ", event.getChanged()));
    }
}

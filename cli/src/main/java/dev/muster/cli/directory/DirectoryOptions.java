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

/** What every command about one organization has in common: publish it, wait for its event, print that. */
final class DirectoryOptions {

    @Option(names = "--by", paramLabel = "WHO", defaultValue = "${sys:user.name}", description = "Who says so.")
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
        try (RequestReply<OrganizationEvent> conversation = RequestReply.open(
                connection, Topics.DIRECTORY_COMMANDS, Topics.DIRECTORY_ORGANIZATIONS, OrganizationEvent.class)) {
            Optional<OrganizationEvent> event = conversation.askForChange(
                    organizationId,
                    SingleObjectCodec.of(DirectoryCommand.class).encode(command),
                    one -> one.getCause().getCommandId().equals(command.getCommandId()));
            event.ifPresentOrElse(one -> printer.print(one, line(one)), () -> silence(connection, organizationId));
            return ExitCode.FINE;
        }
    }

    /** No event: it is like that already, or, when nobody knows it yet, it waits for the one above it. */
    private void silence(KafkaConnection connection, String organizationId) {
        printer.line(
                isRegistered(connection, organizationId)
                        ? "UNCHANGED: " + organizationId + " is already like that"
                        : "WAITING: " + organizationId + " is registered as soon as the organization above it is;"
                                + " if that does not come, it becomes a dead letter");
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

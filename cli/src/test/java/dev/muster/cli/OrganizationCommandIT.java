package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.Cli.Answer;
import dev.muster.directory.DirectoryCause;
import dev.muster.directory.DirectoryChange;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.Organization;
import dev.muster.directory.OrganizationEvent;
import dev.muster.directory.RegisterOrganization;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OrganizationCommandIT {

    @BeforeAll
    static void createTopics() throws Exception {
        FakeService.createTopics();
    }

    @Test
    void registrationIsPrintedAndRepetitionIsUnchanged() throws Exception {
        try (FakeService service =
                FakeService.answering(Topics.DIRECTORY_COMMANDS, record -> Optional.of(registered(record)))) {
            Answer answer = register(service, "acme");

            assertThat(answer.err()).isEmpty();
            assertThat(answer.exitCode()).isZero();
            assertThat(answer.out()).contains("REGISTERED: acme (CUSTOMER Acme, below top");
        }
        try (FakeService service = FakeService.answering(Topics.DIRECTORY_COMMANDS, record -> Optional.empty())) {
            Answer answer = register(service, "acme");

            assertThat(answer.exitCode()).isZero();
            assertThat(answer.out()).contains("UNCHANGED: acme");
        }
    }

    @Test
    void commandWithoutEventWaitsForTheParent() throws Exception {
        try (FakeService service = FakeService.answering(Topics.DIRECTORY_COMMANDS, record -> Optional.empty())) {
            assertThat(register(service, "orphan").out()).contains("WAITING: orphan");
        }
    }

    @Test
    void rejectionIsPrintedWithItsReason() throws Exception {
        try (FakeService service = FakeService.answering(
                Topics.DIRECTORY_COMMANDS,
                record -> Optional.of(
                        FakeService.deadLetter(record, "label_taken", "another organization has the label")))) {
            Answer answer = service.run("organization", "change", "acme", "--label", "taken");

            assertThat(answer.exitCode()).isEqualTo(1);
            assertThat(answer.err()).contains("label_taken", "another organization has the label");
        }
    }

    @Test
    void unknownTypeIsAUsageErrorThatListsTheTypes() {
        Answer answer = Cli.run("organization", "register", "acme", "--name", "Acme", "--type", "king");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("OWNER, DISTRIBUTOR, RESELLER, CUSTOMER");
    }

    private static Answer register(FakeService service, String id) {
        return service.run("organization", "register", id, "--name", "Acme", "--type", "customer", "--parent", "top");
    }

    private static ProducerRecord<byte[], byte[]> registered(ConsumerRecord<byte[], byte[]> record) {
        try {
            DirectoryCommand command =
                    SingleObjectCodec.of(DirectoryCommand.class).decode(record.value());
            RegisterOrganization registration = (RegisterOrganization) command.getAction();
            Organization after = Organization.newBuilder()
                    .setOrganizationId(registration.getOrganizationId())
                    .setLabel(registration.getLabel())
                    .setName(registration.getName())
                    .setType(registration.getType())
                    .setParentId(registration.getParentId())
                    .setRebrandingEnabled(registration.getRebrandingEnabled())
                    .setActive(registration.getActive())
                    .build();
            OrganizationEvent event = OrganizationEvent.newBuilder()
                    .setOrganizationId(registration.getOrganizationId())
                    .setRevision(1)
                    .setChange(DirectoryChange.REGISTERED)
                    .setChanged(List.of())
                    .setAfter(after)
                    .setCause(new DirectoryCause(command.getCommandId(), command.getIssuedBy()))
                    .setRecordedAt(Instant.EPOCH)
                    .build();
            return new ProducerRecord<>(
                    Topics.DIRECTORY_ORGANIZATIONS,
                    record.key(),
                    SingleObjectCodec.of(OrganizationEvent.class).encode(event));
        } catch (UnreadableValueException e) {
            throw new IllegalStateException(e);
        }
    }
}

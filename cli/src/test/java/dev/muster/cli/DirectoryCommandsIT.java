package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.Cli.Answer;
import dev.muster.cli.json.RecordJson;
import dev.muster.directory.Associate;
import dev.muster.directory.Association;
import dev.muster.directory.AssociationCommand;
import dev.muster.directory.AssociationEvent;
import dev.muster.directory.AssociationKind;
import dev.muster.directory.DeleteOrganizationCommand;
import dev.muster.directory.DirectoryCause;
import dev.muster.directory.DirectoryChange;
import dev.muster.directory.Membership;
import dev.muster.directory.MembershipCommand;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.MembershipRole;
import dev.muster.directory.Organization;
import dev.muster.directory.OrganizationEvent;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.RegisterUser;
import dev.muster.directory.RemoveUserCommand;
import dev.muster.directory.ReplaceAssociations;
import dev.muster.directory.SetMembership;
import dev.muster.directory.SystemCommand;
import dev.muster.directory.SystemEvent;
import dev.muster.directory.SystemState;
import dev.muster.directory.User;
import dev.muster.directory.UserEvent;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands about users, memberships, associations and systems. */
class DirectoryCommandsIT {

    private final String id = "id-" + UUID.randomUUID();
    private final BlockingQueue<String> tokens = new LinkedBlockingQueue<>();

    @BeforeAll
    static void createTopics() throws Exception {
        FakeService.createTopics();
        FakeService.createTopics(
                Set.of(
                        Topics.DIRECTORY_USERS,
                        Topics.DIRECTORY_MEMBERSHIPS,
                        Topics.DIRECTORY_ASSOCIATIONS,
                        Topics.DIRECTORY_SYSTEMS),
                1);
    }

    @Test
    void registeredUserIsPrinted() {
        try (FakeService service = replying(MembershipCommand.class, Topics.DIRECTORY_USERS, command -> {
            RegisterUser action = (RegisterUser) command.getAction();
            return UserEvent.newBuilder()
                    .setUserId(command.getUserId())
                    .setRevision(1)
                    .setChange(DirectoryChange.REGISTERED)
                    .setChanged(List.of())
                    .setAfter(new User(
                            command.getUserId(), action.getHomeOrganizationId(), action.getAdmin(), action.getActive()))
                    .setCause(cause(command.getCommandId()))
                    .setRecordedAt(Instant.EPOCH)
                    .build();
        })) {
            Answer answer = run("user", "register", id, "--home", "acme", "--active");

            assertThat(answer.err()).isEmpty();
            assertThat(answer.out()).isEqualTo("REGISTERED: " + id + " (home organization acme, active), revision 1\n");
            assertThat(tokens).containsExactly("Bearer mst_mine");
            assertThat(RecordJson.MAPPER
                            .readTree(service.run("user", "register", id, "--json")
                                    .out())
                            .path("user_id")
                            .asString())
                    .isEqualTo(id);
        }
    }

    @Test
    void removedUserIsPrinted() {
        try (FakeService service = replying(
                RemoveUserCommand.class,
                Topics.DIRECTORY_USERS,
                command -> UserEvent.newBuilder()
                        .setUserId(command.getUserId())
                        .setRevision(2)
                        .setChange(DirectoryChange.REMOVED)
                        .setChanged(List.of())
                        .setAfter(new User(command.getUserId(), null, false, false))
                        .setCause(cause(command.getCommandId()))
                        .setRecordedAt(Instant.EPOCH)
                        .build())) {
            assertThat(service.run("user", "remove", id).out())
                    .isEqualTo("REMOVED: " + id + " (no home organization, not active), revision 2\n");
        }
    }

    @Test
    void deletedOrganizationIsPrinted() {
        try (FakeService service = replying(
                DeleteOrganizationCommand.class,
                Topics.DIRECTORY_ORGANIZATIONS,
                command -> OrganizationEvent.newBuilder()
                        .setOrganizationId(command.getOrganizationId())
                        .setRevision(3)
                        .setChange(DirectoryChange.REMOVED)
                        .setChanged(List.of())
                        .setAfter(Organization.newBuilder()
                                .setOrganizationId(command.getOrganizationId())
                                .setLabel("acme")
                                .setName("Acme")
                                .setType(OrganizationType.CUSTOMER)
                                .setParentId("owner")
                                .setRebrandingEnabled(false)
                                .setActive(true)
                                .build())
                        .setCause(cause(command.getCommandId()))
                        .setRecordedAt(Instant.EPOCH)
                        .build())) {
            assertThat(service.run("organization", "delete", id).out())
                    .startsWith("REMOVED: " + id + " (CUSTOMER Acme");
        }
    }

    @Test
    void membershipIsSetWithItsRoles() {
        try (FakeService service = replying(MembershipCommand.class, Topics.DIRECTORY_MEMBERSHIPS, command -> {
            SetMembership action = (SetMembership) command.getAction();
            return MembershipEvent.newBuilder()
                    .setMembershipId(action.getOrganizationId() + "/" + command.getUserId())
                    .setRevision(1)
                    .setChange(DirectoryChange.REGISTERED)
                    .setAfter(new Membership(action.getOrganizationId(), command.getUserId(), action.getRoles()))
                    .setCause(cause(command.getCommandId()))
                    .setRecordedAt(Instant.EPOCH)
                    .build();
        })) {
            assertThat(run("membership", "set", id, "acme", "--role", "manager,auditor")
                            .out())
                    .isEqualTo("REGISTERED: acme/" + id + " (MANAGER, AUDITOR), revision 1\n");
            assertThat(service.run("membership", "set", id, "acme").out()).contains(MembershipRole.USER.name());
        }
    }

    @Test
    void membershipInAnUnknownOrganizationWaits() {
        try (FakeService service = FakeService.answering(Topics.DIRECTORY_COMMANDS, record -> Optional.empty())) {
            assertThat(service.run("membership", "remove", id, "unknown-" + id).out())
                    .contains("WAITING: " + id + " will be changed once organization unknown-" + id + " is registered");
        }
    }

    @Test
    void applicationIsAssociated() {
        try (FakeService service = replying(AssociationCommand.class, Topics.DIRECTORY_ASSOCIATIONS, command -> {
            Associate action = (Associate) command.getAction();
            return AssociationEvent.newBuilder()
                    .setAssociationId(command.getOrganizationId() + "/" + action.getApplicationId())
                    .setRevision(1)
                    .setChange(DirectoryChange.REGISTERED)
                    .setAfter(new Association(
                            command.getOrganizationId(),
                            action.getApplicationId(),
                            action.getKind(),
                            action.getRoles()))
                    .setCause(cause(command.getCommandId()))
                    .setRecordedAt(Instant.EPOCH)
                    .build();
        })) {
            assertThat(service.run("association", "add", id, "vm_bash", "--kind", "portal", "--role", "a,b")
                            .out())
                    .isEqualTo("REGISTERED: " + id + "/vm_bash (" + AssociationKind.PORTAL + ", a, b), revision 1\n");
        }
    }

    @Test
    void replacedAssociationsArePrintedEach() {
        try (FakeService service = replyingToEach(command -> {
            ReplaceAssociations action = (ReplaceAssociations) command.getAction();
            return action.getApplicationIds().stream()
                    .map(application -> AssociationEvent.newBuilder()
                            .setAssociationId(command.getOrganizationId() + "/" + application)
                            .setRevision(1)
                            .setChange(DirectoryChange.REGISTERED)
                            .setAfter(new Association(
                                    command.getOrganizationId(), application, AssociationKind.MEMBER, List.of()))
                            .setCause(cause(command.getCommandId()))
                            .setRecordedAt(Instant.EPOCH)
                            .build())
                    .toList();
        })) {
            Answer text = service.run("association", "replace", id, "vm_bash", "vm_git");
            Answer json = service.run("association", "replace", id, "vm_bash", "vm_git", "--json");
            Answer none = service.run("association", "replace", id, "--none", "--json");

            assertThat(text.out().lines())
                    .containsExactlyInAnyOrder(
                            "REGISTERED: " + id + "/vm_bash (MEMBER), revision 1",
                            "REGISTERED: " + id + "/vm_git (MEMBER), revision 1");
            assertThat(RecordJson.MAPPER.readTree(json.out())).hasSize(2);
            assertThat(RecordJson.MAPPER.readTree(none.out())).isEmpty();
        }
    }

    @Test
    void replacementNamesApplicationsOrNone() {
        assertThat(Cli.run("association", "replace", id).exitCode()).isEqualTo(2);
        assertThat(Cli.run("association", "replace", id, "vm_bash", "--none").exitCode())
                .isEqualTo(2);
    }

    private FakeService replyingToEach(Function<AssociationCommand, List<AssociationEvent>> reply) {
        return FakeService.publishing(Topics.DIRECTORY_COMMANDS, record -> {
            if (!new String(record.key(), StandardCharsets.UTF_8).equals(id)) {
                return List.of(); // of another test
            }
            try {
                AssociationCommand command =
                        SingleObjectCodec.of(AssociationCommand.class).decode(record.value());
                return reply.apply(command).stream()
                        .map(event -> new ProducerRecord<>(
                                Topics.DIRECTORY_ASSOCIATIONS,
                                record.key(),
                                SingleObjectCodec.of(AssociationEvent.class).encode(event)))
                        .toList();
            } catch (UnreadableValueException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void endedAssociationThatIsNotThereIsUnchanged() {
        try (FakeService service = FakeService.answering(Topics.DIRECTORY_COMMANDS, record -> Optional.empty())) {
            Answer answer = service.run("association", "remove", id, "vm_bash", "--json");

            assertThat(RecordJson.MAPPER.readTree(answer.out()).path("status").asString())
                    .isEqualTo("UNCHANGED");
        }
    }

    @Test
    void systemIsNamedAndMoved() {
        try (FakeService service = replying(
                SystemCommand.class,
                Topics.DIRECTORY_SYSTEMS,
                command -> SystemEvent.newBuilder()
                        .setSystemId(command.getSystemId())
                        .setRevision(2)
                        .setChange(DirectoryChange.CHANGED)
                        .setChanged(List.of("name"))
                        .setAfter(
                                new SystemState(command.getSystemId(), command.getName(), command.getOrganizationId()))
                        .setCause(cause(command.getCommandId()))
                        .setRecordedAt(Instant.EPOCH)
                        .build())) {
            assertThat(service.run("system", "change", id, "--name", "My VM", "--organization", "acme")
                            .out())
                    .isEqualTo("CHANGED: " + id + " (My VM, owned by acme), revision 2\n");
            assertThat(service.run("system", "change", id, "--no-organization").out())
                    .contains("(no name, no owner)");
        }
        assertThat(Cli.run("system", "change", id).exitCode()).isEqualTo(2);
        assertThat(Cli.run("system", "change", id, "--organization", "a", "--no-organization")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void rejectionIsPrintedWithItsReasonInOneLine() {
        try (FakeService service = FakeService.answering(
                Topics.DIRECTORY_COMMANDS,
                record -> Optional.of(
                        FakeService.deadLetter(record, "user_exists", "with\u001b[2J other\nattributes")))) {
            Answer answer = service.run("user", "register", id);

            assertThat(answer.exitCode()).isEqualTo(1);
            assertThat(answer.err())
                    .contains("user_exists: with\\u001b[2J other\\u000aattributes")
                    .hasLineCount(1);
        }
    }

    private static Answer run(String... args) {
        return Cli.runIn(Map.of("MUSTER_TOKEN", "mst_mine"), Cli.withBroker(args));
    }

    private <C extends SpecificRecord, E extends SpecificRecord> FakeService replying(
            Class<C> type, String topic, Function<C, E> reply) {
        return FakeService.answering(Topics.DIRECTORY_COMMANDS, record -> reply(record, type, topic, reply));
    }

    private <C extends SpecificRecord, E extends SpecificRecord> Optional<ProducerRecord<byte[], byte[]>> reply(
            ConsumerRecord<byte[], byte[]> record, Class<C> type, String topic, Function<C, E> reply) {
        try {
            if (!new String(record.key(), StandardCharsets.UTF_8).equals(id)) {
                return Optional.empty(); // of another test
            }
            if (record.headers().lastHeader("authorization") != null) {
                tokens.add(
                        new String(record.headers().lastHeader("authorization").value(), StandardCharsets.UTF_8));
            }
            E event = reply.apply(SingleObjectCodec.of(type).decode(record.value()));
            @SuppressWarnings("unchecked")
            Class<E> eventType = (Class<E>) event.getClass();
            return Optional.of(new ProducerRecord<>(
                    topic, record.key(), SingleObjectCodec.of(eventType).encode(event)));
        } catch (UnreadableValueException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DirectoryCause cause(UUID commandId) {
        return new DirectoryCause(commandId, "me");
    }
}

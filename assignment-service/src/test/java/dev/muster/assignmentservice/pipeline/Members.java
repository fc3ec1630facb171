package dev.muster.assignmentservice.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.directory.Associate;
import dev.muster.directory.AssociationCommand;
import dev.muster.directory.AssociationEvent;
import dev.muster.directory.AssociationKind;
import dev.muster.directory.DeleteOrganizationCommand;
import dev.muster.directory.MembershipCommand;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.MembershipRole;
import dev.muster.directory.RegisterUser;
import dev.muster.directory.RemoveUserCommand;
import dev.muster.directory.SetMembership;
import dev.muster.directory.UserEvent;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import dev.muster.testing.Infrastructure;
import dev.muster.testing.TopicTail;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Sends commands about users, memberships and associations, and reads their events. */
public final class Members {

    private static final SingleObjectCodec<MembershipCommand> COMMANDS = SingleObjectCodec.of(MembershipCommand.class);
    private static final SingleObjectCodec<RemoveUserCommand> REMOVALS = SingleObjectCodec.of(RemoveUserCommand.class);
    private static final SingleObjectCodec<DeleteOrganizationCommand> DELETIONS =
            SingleObjectCodec.of(DeleteOrganizationCommand.class);
    private static final SingleObjectCodec<AssociationCommand> ASSOCIATIONS =
            SingleObjectCodec.of(AssociationCommand.class);
    private static final SingleObjectCodec<UserEvent> USER_EVENTS = SingleObjectCodec.of(UserEvent.class);
    private static final SingleObjectCodec<MembershipEvent> MEMBERSHIP_EVENTS =
            SingleObjectCodec.of(MembershipEvent.class);
    private static final SingleObjectCodec<AssociationEvent> ASSOCIATION_EVENTS =
            SingleObjectCodec.of(AssociationEvent.class);

    private final Pipeline pipeline = Pipeline.shared();
    private final TopicTail tail = new TopicTail(
            Infrastructure.shared().bootstrapServers(),
            List.of(Topics.DIRECTORY_USERS, Topics.DIRECTORY_MEMBERSHIPS, Topics.DIRECTORY_ASSOCIATIONS));

    private Members() {}

    /** Of the shared service. */
    public static Members shared() {
        return Shared.INSTANCE;
    }

    public static RegisterUser user(@Nullable String homeOrganizationId) {
        return RegisterUser.newBuilder()
                .setHomeOrganizationId(homeOrganizationId)
                .build();
    }

    public static SetMembership roles(String organizationId, MembershipRole... roles) {
        return new SetMembership(organizationId, List.of(roles));
    }

    public static Associate associate(String applicationId, AssociationKind kind, String... roles) {
        return new Associate(applicationId, kind, List.of(roles));
    }

    public static MembershipCommand command(String userId, Object action) {
        return new MembershipCommand(
                UUID.randomUUID(), Instant.now().truncatedTo(ChronoUnit.MICROS), Commands.ISSUER, userId, action);
    }

    public static AssociationCommand association(String organizationId, Object action) {
        return new AssociationCommand(
                UUID.randomUUID(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                Commands.ISSUER,
                organizationId,
                action);
    }

    public void send(MembershipCommand command) {
        pipeline.send(Topics.DIRECTORY_COMMANDS, command.getUserId().getBytes(UTF_8), COMMANDS.encode(command));
    }

    /** Sends a command that removes the user, and returns its id. */
    public UUID sendRemoval(String userId) {
        RemoveUserCommand command = removal(userId);
        pipeline.send(Topics.DIRECTORY_COMMANDS, userId.getBytes(UTF_8), encode(command));
        return command.getCommandId();
    }

    /** Sends a command that deletes the organization, and returns its id. */
    public UUID sendDeletion(String organizationId) {
        DeleteOrganizationCommand command = new DeleteOrganizationCommand(
                UUID.randomUUID(), Instant.now().truncatedTo(ChronoUnit.MICROS), Commands.ISSUER, organizationId);
        pipeline.send(Topics.DIRECTORY_COMMANDS, organizationId.getBytes(UTF_8), DELETIONS.encode(command));
        return command.getCommandId();
    }

    static RemoveUserCommand removal(String userId) {
        return new RemoveUserCommand(
                UUID.randomUUID(), Instant.now().truncatedTo(ChronoUnit.MICROS), Commands.ISSUER, userId);
    }

    static byte[] encode(RemoveUserCommand command) {
        return REMOVALS.encode(command);
    }

    public void send(AssociationCommand command) {
        pipeline.send(
                Topics.DIRECTORY_COMMANDS, command.getOrganizationId().getBytes(UTF_8), ASSOCIATIONS.encode(command));
    }

    public List<UserEvent> userEvents(String userId) {
        return of(Topics.DIRECTORY_USERS, userId, USER_EVENTS);
    }

    public List<MembershipEvent> membershipEvents(String organizationId, String userId) {
        return of(Topics.DIRECTORY_MEMBERSHIPS, organizationId + "/" + userId, MEMBERSHIP_EVENTS);
    }

    public List<AssociationEvent> associationEvents(String organizationId, String applicationId) {
        return of(Topics.DIRECTORY_ASSOCIATIONS, organizationId + "/" + applicationId, ASSOCIATION_EVENTS);
    }

    private <T extends SpecificRecord> List<T> of(String topic, String key, SingleObjectCodec<T> codec) {
        return tail.records(topic).stream()
                .filter(record -> new String(record.key(), UTF_8).equals(key))
                .map(record -> {
                    try {
                        return codec.decode(record.value());
                    } catch (UnreadableValueException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static final class Shared {
        static final Members INSTANCE = new Members();
    }
}

package dev.muster.assignmentservice.user.kafka;

import dev.muster.assignmentservice.directory.kafka.DirectoryEventEncoder;
import dev.muster.assignmentservice.user.User;
import dev.muster.assignmentservice.user.UserChange;
import dev.muster.directory.DirectoryCause;
import dev.muster.directory.DirectoryChange;
import dev.muster.directory.UserEvent;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Encodes changes of users. */
public final class UserEventEncoder implements DirectoryEventEncoder<UserChange> {

    private static final List<String> ALL_FIELDS = List.of("user_id", "home_organization_id", "admin", "active");

    private final SingleObjectCodec<UserEvent> events = SingleObjectCodec.of(UserEvent.class);

    @Override
    public Class<UserChange> changeType() {
        return UserChange.class;
    }

    @Override
    public OutboxMessage encode(UserChange change) {
        User after = change.after();
        UserEvent value = UserEvent.newBuilder()
                .setUserId(after.userId())
                .setRevision(change.revision())
                .setChange(DirectoryChange.REGISTERED)
                .setChanged(ALL_FIELDS)
                .setAfter(new dev.muster.directory.User(
                        after.userId(), after.homeOrganizationId(), after.admin(), after.active()))
                .setCause(new DirectoryCause(change.commandId(), change.actor()))
                .setRecordedAt(change.recordedAt())
                .build();
        return new OutboxMessage(
                Topics.DIRECTORY_USERS, after.userId().getBytes(StandardCharsets.UTF_8), events.encode(value));
    }
}

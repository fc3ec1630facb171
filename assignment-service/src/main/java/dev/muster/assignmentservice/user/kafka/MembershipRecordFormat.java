package dev.muster.assignmentservice.user.kafka;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.directory.kafka.DirectoryRecordFormat;
import dev.muster.assignmentservice.kafka.FieldRules;
import dev.muster.assignmentservice.user.ChangeMembership;
import dev.muster.assignmentservice.user.MembershipRole;
import dev.muster.assignmentservice.user.RegisterUser;
import dev.muster.assignmentservice.user.User;
import dev.muster.assignmentservice.user.UserIds;
import dev.muster.directory.MembershipCommand;
import dev.muster.directory.RemoveMembership;
import dev.muster.directory.SetMembership;
import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.schemas.SingleObjectCodec;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decodes commands about users: {@code MembershipCommand}. */
public final class MembershipRecordFormat implements DirectoryRecordFormat {

    private final SingleObjectCodec<MembershipCommand> codec = SingleObjectCodec.of(MembershipCommand.class);

    @Override
    public boolean reads(byte @Nullable [] value) {
        return codec.reads(value);
    }

    @Override
    public DirectoryCommand decode(ReceivedRecord record) throws InvalidRecordException {
        MembershipCommand command = FieldRules.read(codec, record.value());
        if (!UserIds.isValid(command.getUserId())) {
            throw new InvalidRecordException("id_invalid", "user_id has not " + UserIds.RULE);
        }
        FieldRules.requireKey(record.key(), "user_id", command.getUserId());
        FieldRules.requireIssuedBy(command.getIssuedBy());
        FieldRules.requireIssuedAt(command.getIssuedAt(), record.receivedAt());
        return new DirectoryCommand(
                command.getCommandId(),
                command.getIssuedAt(),
                command.getIssuedBy(),
                action(command.getUserId(), command.getAction()),
                record);
    }

    private static DirectoryAction action(String userId, Object action) throws InvalidRecordException {
        if (action instanceof dev.muster.directory.RegisterUser register) {
            String home = register.getHomeOrganizationId();
            if (home != null) {
                FieldRules.requireId("home_organization_id", home);
            }
            return new RegisterUser(new User(userId, home, register.getAdmin(), register.getActive()));
        }
        if (action instanceof SetMembership set) {
            FieldRules.requireId("organization_id", set.getOrganizationId());
            Set<MembershipRole> roles = EnumSet.noneOf(MembershipRole.class);
            set.getRoles().forEach(role -> roles.add(MembershipRole.valueOf(role.name())));
            return new ChangeMembership(userId, set.getOrganizationId(), ChangeMembership.Kind.SET, roles);
        }
        RemoveMembership remove = (RemoveMembership) action;
        FieldRules.requireId("organization_id", remove.getOrganizationId());
        return ChangeMembership.leave(userId, remove.getOrganizationId());
    }
}

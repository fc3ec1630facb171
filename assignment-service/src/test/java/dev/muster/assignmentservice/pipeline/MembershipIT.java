package dev.muster.assignmentservice.pipeline;

import static dev.muster.assignmentservice.pipeline.Members.command;
import static dev.muster.assignmentservice.pipeline.Members.roles;
import static dev.muster.assignmentservice.pipeline.Members.user;
import static dev.muster.directory.MembershipRole.AUDITOR;
import static dev.muster.directory.MembershipRole.MANAGER;
import static dev.muster.directory.MembershipRole.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.directory.DirectoryChange;
import dev.muster.directory.MembershipCommand;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.RegisterUser;
import dev.muster.directory.RemoveMembership;
import dev.muster.directory.UserEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipIT {

    private static final String TOPIC = "directory.commands";

    private final Pipeline pipeline = Pipeline.shared();
    private final Members members = Members.shared();
    private final String user = Pipeline.unique("uaa-id");
    private final String organization = pipeline.owner(false);

    @Test
    void userIsRegisteredOnceWithOneEvent() {
        MembershipCommand registers = command(user, user(organization));
        members.send(registers);
        members.send(command(user, user(organization)));
        members.send(registers);
        members.send(command(user, roles(organization, USER)));

        await().until(() -> !members.membershipEvents(organization, user).isEmpty());
        List<UserEvent> events = members.userEvents(user);
        assertThat(events).hasSize(1);
        UserEvent event = events.get(0);
        assertThat(event.getRevision()).isEqualTo(1);
        assertThat(event.getChange()).isEqualTo(DirectoryChange.REGISTERED);
        assertThat(event.getChanged()).containsExactly("user_id", "home_organization_id", "admin", "active");
        assertThat(event.getBefore()).isNull();
        assertThat(event.getAfter()).isEqualTo(new dev.muster.directory.User(user, organization, false, false));
        assertThat(event.getCause().getCommandId()).isEqualTo(registers.getCommandId());
        assertThat(event.getCause().getActor()).isEqualTo(Commands.ISSUER);
        assertThat(pipeline.deadLetters(TOPIC, user)).isEmpty();
    }

    @Test
    void everyMembershipChangeIsAnEvent() {
        members.send(command(user, user(null)));
        members.send(command(user, new RemoveMembership(organization)));
        members.send(command(user, roles(organization, MANAGER, USER, MANAGER)));
        members.send(command(user, roles(organization, USER, MANAGER)));
        members.send(command(user, roles(organization, AUDITOR)));
        members.send(command(user, new RemoveMembership(organization)));
        members.send(command(user, new RemoveMembership(organization)));
        MembershipCommand comesBack = command(user, roles(organization, USER));
        members.send(comesBack);

        await().until(() -> members.membershipEvents(organization, user).size() == 4);
        List<MembershipEvent> events = members.membershipEvents(organization, user);
        assertThat(events).extracting(MembershipEvent::getRevision).containsExactly(1L, 2L, 3L, 4L);
        assertThat(events)
                .extracting(MembershipEvent::getChange)
                .containsExactly(
                        DirectoryChange.REGISTERED,
                        DirectoryChange.CHANGED,
                        DirectoryChange.REMOVED,
                        DirectoryChange.REGISTERED);
        assertThat(events.get(0).getBefore()).isNull();
        assertThat(events.get(0).getAfter().getRoles()).containsExactly(USER, MANAGER);
        assertThat(events.get(1).getBefore()).isEqualTo(events.get(0).getAfter());
        assertThat(events.get(2).getAfter()).isNull();
        assertThat(events.get(2).getBefore().getRoles()).containsExactly(AUDITOR);
        assertThat(events.get(3).getBefore()).isNull();
        assertThat(events.get(3).getCause().getCommandId()).isEqualTo(comesBack.getCommandId());
        assertThat(pipeline.deadLetters(TOPIC, user)).isEmpty();
        assertThat(pipeline.number(
                        "select count(*) from assignment.memberships where user_id = ? and roles = '{USER}'", user))
                .isOne();
    }

    @Test
    void commandsOfAllKindsApplyInOrderOfTheTopic() {
        String late = Pipeline.unique("organization");
        members.send(command(user, user(null)));
        members.send(command(user, roles(late, USER)));
        members.send(command(user, roles(organization, USER)));
        await().until(() ->
                pipeline.number("select count(*) from assignment.parked_command where organization_id = ?", user) == 2);

        pipeline.send(Commands.directory(Commands.organization(late, OrganizationType.OWNER, null, false)), late);

        await().until(() -> !members.membershipEvents(organization, user).isEmpty());
        assertThat(members.membershipEvents(late, user)).hasSize(1);
        assertThat(pipeline.deadLetters(TOPIC, user)).isEmpty();
    }

    @Test
    void unknownOrganizationIsDeadLetter() {
        members.send(command(user, user(null)));
        members.send(command(user, roles(Pipeline.unique("no"), USER)));

        assertThat(pipeline.deadLetterReason(TOPIC, user)).isEqualTo("organization_not_found");
    }

    @Test
    void unknownHomeOrganizationIsDeadLetter() {
        members.send(command(user, user(Pipeline.unique("no"))));

        assertThat(pipeline.deadLetterReason(TOPIC, user)).isEqualTo("organization_not_found");
        assertThat(members.userEvents(user)).isEmpty();
    }

    @Test
    void ruleViolationsAreDeadLettersWithReason() {
        assertDeadLetter("user_not_found", user, roles(organization, USER));
        assertDeadLetter("user_not_found", Pipeline.unique("gone"), new RemoveMembership(organization));
        assertDeadLetter("id_invalid", "with space", user(null));
        assertDeadLetter("id_invalid", "n\u0000", user(null));
        assertDeadLetter("id_invalid", "u".repeat(129), user(null));
        String empty = registered();
        assertDeadLetter("roles_missing", empty, roles(organization));
        String other = registered();
        assertDeadLetter(
                "user_exists", other, RegisterUser.newBuilder().setActive(true).build());
        assertDeadLetter("id_invalid", registered(), roles(" ", USER));
    }

    @Test
    void longestIdsAndAllCharactersAreAccepted() {
        String longest = (Pipeline.unique("A.z_0@:+-") + "u".repeat(128)).substring(0, 128);
        members.send(command(longest, user(null)));

        await().until(() -> members.userEvents(longest).size() == 1);
    }

    private String registered() {
        String id = Pipeline.unique("uaa-id");
        members.send(command(id, user(null)));
        await().until(() -> members.userEvents(id).size() == 1);
        return id;
    }

    private void assertDeadLetter(String reason, String userId, Object action) {
        members.send(command(userId, action));
        assertThat(pipeline.deadLetterReason(TOPIC, userId)).isEqualTo(reason);
    }
}

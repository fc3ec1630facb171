package dev.muster.assignmentservice.http.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.pipeline.Members;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.DirectoryChange;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.MembershipRole;
import dev.muster.directory.UserEvent;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The removal of users, by HTTP and by {@code RemoveUserCommand}. */
class UserRemovalIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final Members members = Members.shared();
    private final Api api = Api.shared();
    private final String organization = pipeline.owner(false);
    private final String other = pipeline.owner(false);
    private final String token = TestTokens.shared().ofWithAll(organization);
    private final String user = Directory.user(organization);

    @Test
    void aRemovedUserIsNotFoundAndItsMembershipsEndedBefore() {
        Directory.join(user, organization, MembershipRole.USER, MembershipRole.MANAGER);
        Directory.join(user, other, MembershipRole.AUDITOR);

        Answer answer = api.delete("/v2/users/" + user + "/").bearer(token).send();

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.bytes()).isEmpty();
        assertThatItIsGone();
        await().until(() -> members.userEvents(user).size() == 2);
        assertThatTheEventsAreThoseOfARemoval();
        assertThat(members.userEvents(user).get(1).getCause().getActor()).startsWith("token:test");
    }

    @Test
    void aRecordRemovesAUserAsARequestDoes() {
        Directory.join(user, organization, MembershipRole.USER, MembershipRole.MANAGER);
        Directory.join(user, other, MembershipRole.AUDITOR);
        UUID commandId = members.sendRemoval(user);

        await().until(() -> members.userEvents(user).size() == 2);
        assertThatItIsGone();
        assertThatTheEventsAreThoseOfARemoval();
        assertThat(members.userEvents(user).get(1).getCause().getCommandId()).isEqualTo(commandId);
    }

    @Test
    void revisionsGoOnWhenAUserIsRegisteredAgain() {
        Directory.join(user, organization, MembershipRole.USER);
        assertThat(api.delete("/v2/users/" + user).bearer(token).send().status())
                .isEqualTo(204);
        assertThat(api.post("/v2/users")
                        .bearer(token)
                        .json("{\"guid\":\"" + user + "\"}")
                        .send()
                        .status())
                .isEqualTo(201);
        Directory.join(user, organization, MembershipRole.AUDITOR);

        assertThat(members.userEvents(user)).extracting(UserEvent::getRevision).containsExactly(1L, 2L, 3L);
        assertThat(members.userEvents(user))
                .extracting(UserEvent::getChange)
                .containsExactly(DirectoryChange.REGISTERED, DirectoryChange.REMOVED, DirectoryChange.REGISTERED);
        assertThat(members.userEvents(user).get(2).getBefore()).isNull();
        assertThat(members.membershipEvents(organization, user))
                .extracting(MembershipEvent::getRevision)
                .containsExactly(1L, 2L, 3L);
        assertThat(api.get("/v2/users/" + user).bearer(token).send().status()).isEqualTo(200);
    }

    @Test
    void aRepeatedRemovalIsAnsweredAgainWithItsIdempotencyKeyOnly() {
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            assertThat(api.delete("/v2/users/" + user)
                            .bearer(token)
                            .header("Idempotency-Key", key)
                            .send()
                            .status())
                    .isEqualTo(204);
        }

        assertThat(api.delete("/v2/users/" + user).bearer(token).send().status())
                .isEqualTo(404);
        await().until(() -> members.userEvents(user).size() == 2);
    }

    @Test
    void aRemovalOfAnUnknownUserIsADeadLetter() {
        String unknown = Pipeline.unique("no");
        members.sendRemoval(unknown);

        assertThat(pipeline.deadLetterReason("directory.commands", unknown)).isEqualTo("user_not_found");
    }

    @Test
    void eventsOfOneTransactionAreWrittenInTheOrderOfTheChanges() {
        String late = Pipeline.unique("organization");
        members.send(Members.command(user, Members.roles(late, MembershipRole.USER)));
        members.sendRemoval(user);
        await().until(() ->
                pipeline.number("select count(*) from assignment.parked_command where organization_id = ?", user) == 2);

        Directory.register(late);

        await().until(() -> members.userEvents(user).size() == 2);
        assertThat(members.membershipEvents(late, user))
                .extracting(MembershipEvent::getChange)
                .containsExactly(DirectoryChange.REGISTERED, DirectoryChange.REMOVED);
    }

    private void assertThatItIsGone() {
        for (String below : List.of("", "/", "/summary", "/organizations")) {
            assertThat(api.get("/v2/users/" + user + below)
                            .bearer(token)
                            .send()
                            .json()
                            .path("code")
                            .asInt())
                    .isEqualTo(20003);
        }
        assertThat(api.get("/v2/users")
                        .bearer(token)
                        .send()
                        .json()
                        .path("total_results")
                        .asInt())
                .isZero();
        assertThat(api.get("/v2/organizations/" + organization + "/users")
                        .bearer(token)
                        .send()
                        .json()
                        .path("total_results")
                        .asInt())
                .isZero();
        assertThat(pipeline.number("select count(*) from assignment.users where user_id = ?", user))
                .isZero();
        assertThat(pipeline.number("select count(*) from assignment.memberships where user_id = ?", user))
                .isZero();
    }

    private void assertThatTheEventsAreThoseOfARemoval() {
        UserEvent removed = members.userEvents(user).get(1);
        assertThat(removed.getChange()).isEqualTo(DirectoryChange.REMOVED);
        assertThat(removed.getRevision()).isEqualTo(2);
        assertThat(removed.getAfter()).isEqualTo(members.userEvents(user).get(0).getAfter());
        assertThat(removed.getBefore()).isEqualTo(removed.getAfter());
        assertThat(removed.getChanged()).isEmpty();
        for (String one : List.of(organization, other)) {
            await().until(() -> members.membershipEvents(one, user).size() == 2);
            MembershipEvent ended = members.membershipEvents(one, user).get(1);
            assertThat(ended.getChange()).isEqualTo(DirectoryChange.REMOVED);
            assertThat(ended.getAfter()).isNull();
            assertThat(ended.getCause()).isEqualTo(removed.getCause());
        }
    }
}

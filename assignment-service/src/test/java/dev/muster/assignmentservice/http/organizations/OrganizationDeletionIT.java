package dev.muster.assignmentservice.http.organizations;

import static dev.muster.assignmentservice.http.organizations.Client.assertError;
import static dev.muster.assignmentservice.http.organizations.Client.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignment.RebrandingOverride;
import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.media.Pictures;
import dev.muster.assignmentservice.pipeline.Commands;
import dev.muster.assignmentservice.pipeline.Members;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.pipeline.TestIssuer;
import dev.muster.directory.AssociationEvent;
import dev.muster.directory.AssociationKind;
import dev.muster.directory.DirectoryCause;
import dev.muster.directory.DirectoryChange;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.MembershipRole;
import dev.muster.directory.OrganizationEvent;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.SystemEvent;
import dev.muster.directory.UserEvent;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The deletion of organizations, by HTTP and by {@code DeleteOrganizationCommand}. */
class OrganizationDeletionIT {

    private static final SingleObjectCodec<SystemEvent> SYSTEMS = SingleObjectCodec.of(SystemEvent.class);

    private final Pipeline pipeline = Pipeline.shared();
    private final Members members = Members.shared();
    private final Api api = Api.shared();
    private final String owner = pipeline.owner(false);
    private final String reseller = pipeline.register(OrganizationType.RESELLER, owner, false);
    private final String customer = pipeline.register(OrganizationType.CUSTOMER, reseller, true);
    private final Client client = Client.of(owner);
    private final Client administrator = Client.administrator();

    @Test
    void everythingThatRefersToADeletedOrganizationIsEndedWithItsEventBeforeItsOwnRemoval() throws Exception {
        String owned = pipeline.application();
        String removed = pipeline.application();
        String overridden = pipeline.application();
        String associated = pipeline.application();
        String user = Pipeline.unique("uaa-id");
        String system = owned.substring(0, owned.lastIndexOf('_'));
        pipeline.decide(Commands.assign(owned, customer));
        pipeline.decide(Commands.assign(removed, customer));
        String hosted = system + "_pbx1";
        pipeline.inventory().appear(hosted);
        pipeline.decide(Commands.assign(hosted, reseller));
        pipeline.inventory().remove(removed);
        pipeline.decide(Commands.assign(overridden, reseller));
        pipeline.decide(Commands.command(overridden, new dev.muster.assignment.EnableRebranding(customer))
                .build());
        members.send(Members.command(user, Members.user(customer)));
        members.send(Members.command(user, Members.roles(customer, MembershipRole.USER)));
        members.send(Members.association(customer, Members.associate(associated, AssociationKind.MEMBER, "viewer")));
        await().until(() -> !members.associationEvents(customer, associated).isEmpty()
                && !members.membershipEvents(customer, user).isEmpty());
        assertThat(api.patch("/api/systems/" + system)
                        .bearer(administrator.token())
                        .json("{\"organization_id\":\"" + customer + "\"}")
                        .send()
                        .status())
                .isEqualTo(200);

        Answer answer = delete(customer);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        assertThat(answer.bytes()).isEmpty();
        await().until(() -> lastIsTombstone(customer));
        // Topics are independent of each other: the other events may arrive later, with earlier times.
        await().until(() -> pipeline.ownershipEvents(owned).size() == 2
                && pipeline.ownershipEvents(removed).size() == 2
                && pipeline.ownershipEvents(overridden).size() == 3
                && pipeline.ownershipEvents(hosted).size() == 2
                && members.membershipEvents(customer, user).size() == 2
                && members.associationEvents(customer, associated).size() == 2
                && members.userEvents(user).size() == 2
                && pipeline.records(Topics.DIRECTORY_SYSTEMS, system).size() == 2);
        OrganizationEvent last = pipeline.organizationEvents(customer).get(1);
        assertThat(last.getChange()).isEqualTo(DirectoryChange.REMOVED);
        assertThat(last.getRevision()).isEqualTo(2);
        assertThat(last.getAfter())
                .isEqualTo(pipeline.organizationEvents(customer).get(0).getAfter());
        assertThat(last.getBefore()).isEqualTo(last.getAfter());
        assertThat(last.getChanged()).isEmpty();

        List<Instant> times = new ArrayList<>();
        for (String application : List.of(owned, removed)) {
            OwnershipEvent unassigned = lastOf(pipeline.ownershipEvents(application));
            assertThat(unassigned.getAfter().getOrganizationId()).isNull();
            assertThat(unassigned.getAfter().getPinned()).isFalse();
            assertIsOfTheDeletion(unassigned, last.getCause());
            times.add(unassigned.getRecordedAt());
        }
        OwnershipEvent inherits = lastOf(pipeline.ownershipEvents(overridden));
        assertThat(inherits.getAfter().getRebrandingOverride()).isEqualTo(RebrandingOverride.INHERITED);
        assertThat(inherits.getAfter().getOrganizationId()).isEqualTo(reseller);
        assertThat(inherits.getAfter().getRebrandingEnabled()).isFalse();
        assertIsOfTheDeletion(inherits, last.getCause());
        times.add(inherits.getRecordedAt());
        MembershipEvent left = lastOf(members.membershipEvents(customer, user));
        assertThat(left.getChange()).isEqualTo(DirectoryChange.REMOVED);
        assertThat(left.getCause()).isEqualTo(last.getCause());
        times.add(left.getRecordedAt());
        AssociationEvent ended = lastOf(members.associationEvents(customer, associated));
        assertThat(ended.getAfter()).isNull();
        assertThat(ended.getCause()).isEqualTo(last.getCause());
        times.add(ended.getRecordedAt());
        SystemEvent released = lastOf(systemEvents(system));
        assertThat(released.getAfter().getOrganizationId()).isNull();
        assertThat(released.getCause()).isEqualTo(last.getCause());
        times.add(released.getRecordedAt());
        OwnershipEvent moved = lastOf(pipeline.ownershipEvents(hosted));
        assertThat(moved.getAfter().getOrganizationId()).isNull();
        assertThat(moved.getCause().getReason()).isEqualTo("system_moved");
        assertIsOfTheDeletion(moved, last.getCause());
        UserEvent homeless = lastOf(members.userEvents(user));
        assertThat(homeless.getChange()).isEqualTo(DirectoryChange.CHANGED);
        assertThat(homeless.getChanged()).containsExactly("home_organization_id");
        assertThat(homeless.getAfter().getHomeOrganizationId()).isNull();
        assertThat(homeless.getCause()).isEqualTo(last.getCause());
        times.add(homeless.getRecordedAt());
        times.add(last.getRecordedAt());
        assertThat(times).isSorted();

        assertThat(pipeline.row(owned)).containsEntry("organization_id", null).containsEntry("pinned", false);
        assertThat(pipeline.row(removed)).containsEntry("organization_id", null);
        for (String table : List.of("organizations", "memberships", "associations", "applications")) {
            assertThat(pipeline.number(
                            "select count(*) from assignment." + table + " where organization_id = ?", customer))
                    .as(table)
                    .isZero();
        }
        assertThat(pipeline.number("select count(*) from assignment.users where home_organization_id = ?", customer))
                .isZero();
    }

    @Test
    void aDeletedOrganizationIsNotFoundAtOnceAndInNoList() {
        String application = pipeline.application();
        pipeline.decide(Commands.assign(application, customer));
        String byLabel = "~label:" + customer;

        assertThat(delete(byLabel).status()).isEqualTo(204);

        for (String key : List.of(customer, byLabel)) {
            assertError(client.get(Client.ORGANIZATIONS + "/" + key + "/"), 404, 404001, "Not found.");
            assertError(administrator.get(Client.ORGANIZATIONS + "/" + key + "/"), 404, 404001, "Not found.");
            assertError(delete(key), 404, 404001, "Not found.");
        }
        assertThat(client.get(Client.ORGANIZATIONS + "/").body()).doesNotContain(customer);
        for (String path : List.of("/api/organizations", "/v2/organizations")) {
            assertThat(api.get(path).bearer(client.token()).send().body()).doesNotContain(customer);
        }
        JsonNode shown = api.get("/api/applications/" + application)
                .bearer(administrator.token())
                .send()
                .json()
                .get("data");
        assertThat(shown.get("status").stringValue()).isEqualTo("unassigned");
        assertThat(api.patch("/api/applications/" + pipeline.application() + "/assign")
                        .bearer(administrator.token())
                        .json("{\"organization_id\":\"" + customer + "\"}")
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(pipeline.decide(Commands.assign(pipeline.application(), customer))
                        .getReason())
                .isEqualTo("organization_not_found");
    }

    @Test
    void anOrganizationWithOthersBelowItIsNotDeletedUntilTheyAre() {
        assertError(
                delete(reseller), 409, 409001, "Conflict.", "organizations are below it: delete or move them first");

        assertThat(delete(customer).status()).isEqualTo(204);
        assertThat(delete(reseller).status()).isEqualTo(204);
        await().until(() -> lastIsTombstone(reseller));
        assertThat(pipeline.organizationEvents(reseller)).hasSize(2);
    }

    @Test
    void noOrganizationDeletesItselfOrOneOutsideItsScope() {
        String other = pipeline.owner(false);

        assertThat(Client.of(owner)
                        .call("DELETE", Client.ORGANIZATIONS + "/" + other)
                        .send()
                        .status())
                .isEqualTo(404);
        assertError(
                Client.of(customer)
                        .call("DELETE", Client.ORGANIZATIONS + "/" + customer)
                        .send(),
                409,
                409001,
                "Conflict.",
                "an organization cannot delete itself: ask one above it to do so");
        assertThat(client.get(Client.ORGANIZATIONS + "/" + customer).status()).isEqualTo(200);
    }

    @Test
    void tokensOfADeletedOrganizationAreRefusedAtOnceAndThenRevoked() {
        Client deleted = Client.of(customer);
        Client signed = new Client(TestIssuer.shared()
                .token(TestIssuer.shared().claims("read:organizations").claim("organization_id", customer)));
        for (Client one : List.of(deleted, signed)) {
            assertThat(one.get(Client.ORGANIZATIONS + "/").status()).isEqualTo(200);
        }

        assertThat(delete(customer).status()).isEqualTo(204);

        for (Client one : List.of(deleted, signed)) {
            assertThat(one.get(Client.ORGANIZATIONS + "/").status()).isEqualTo(401);
        }
        await().until(() -> pipeline.number(
                        "select count(*) from assignment.api_token where organization_id = ? and revoked_at is null",
                        customer)
                == 0);
    }

    @Test
    void aRepeatWithTheIdempotencyKeyIsAnsweredAgainAndDeletesOnce() {
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            assertThat(client.call("DELETE", Client.ORGANIZATIONS + "/" + customer + "/")
                            .header("Idempotency-Key", key)
                            .send()
                            .status())
                    .isEqualTo(204);
        }

        await().until(() -> lastIsTombstone(customer));
        assertThat(pipeline.records(Topics.DIRECTORY_ORGANIZATIONS, customer)).hasSize(3);
    }

    @Test
    void aRecordDeletesAnOrganizationAsARequestDoes() {
        UUID commandId = members.sendDeletion(customer);

        await().until(() -> lastIsTombstone(customer));
        assertThat(pipeline.organizationEvents(customer).get(1).getCause())
                .isEqualTo(new DirectoryCause(commandId, Commands.ISSUER));
        members.sendDeletion(customer);
        assertThat(pipeline.deadLetterReason(Topics.DIRECTORY_COMMANDS, customer))
                .isEqualTo("organization_not_found");
    }

    @Test
    void theIdOfADeletedOrganizationIsNeverUsedAgainAndItsLabelIs() {
        assertThat(delete(customer).status()).isEqualTo(204);

        pipeline.send(
                Commands.directory(Commands.organization(customer, OrganizationType.CUSTOMER, reseller, false)),
                customer);
        assertThat(pipeline.deadLetterReason(Topics.DIRECTORY_COMMANDS, customer))
                .isEqualTo("organization_deleted");
        only(client.post("{\"label\":\"label:" + customer + "\"}"));
        assertThat(client.get(Client.ORGANIZATIONS + "/~label:" + customer).status())
                .isEqualTo(200);
    }

    @Test
    void theImagesOfADeletedOrganizationAreRemoved() {
        JsonNode created = only(client.post(
                new Form().text("label", Pipeline.unique("label")).file("logo", "l.png", Pictures.png(10, 10))));
        String image = URI.create(created.get("logo").get("raw").stringValue()).getPath();
        assertThat(api.get(image).send().status()).isEqualTo(200);

        assertThat(delete(created.get("id").stringValue()).status()).isEqualTo(204);

        await().until(() -> api.get(image).send().status() == 404);
    }

    @Test
    void theRunOfADeletionIsShownToThoseAboveAndCannotBeUndone() {
        String key = UUID.randomUUID().toString();
        String application = pipeline.application();
        pipeline.decide(Commands.assign(application, customer));
        client.call("DELETE", Client.ORGANIZATIONS + "/" + customer)
                .header("Idempotency-Key", key)
                .send();
        String path = "/api/runs/" + key;

        await().until(() -> run(path).get("state").stringValue().equals("done"));

        JsonNode run = run(path);
        assertThat(run.get("kind").stringValue()).isEqualTo("delete");
        assertThat(run.get("organization_id").stringValue()).isEqualTo(reseller);
        assertThat(run.get("counts").get("changed").longValue()).isEqualTo(1);
        assertThat(api.get(path + "/results").bearer(client.token()).send().body())
                .contains(application + ",CHANGED");
        Answer undo = api.post(path + "/undo").bearer(client.token()).send();
        assertThat(undo.status()).isEqualTo(409);
        assertThat(undo.body()).contains("cannot be undone");
        assertThat(api.get(path)
                        .bearer(TestTokens.shared().ofWithAll(pipeline.owner(false)))
                        .send()
                        .status())
                .isEqualTo(404);
    }

    private Answer delete(String key) {
        return client.call("DELETE", Client.ORGANIZATIONS + "/" + key + "/").send();
    }

    private JsonNode run(String path) {
        return api.get(path).bearer(client.token()).send().json().get("data");
    }

    private boolean lastIsTombstone(String organizationId) {
        List<ConsumerRecord<byte[], byte[]>> records = pipeline.records(Topics.DIRECTORY_ORGANIZATIONS, organizationId);
        return !records.isEmpty() && lastOf(records).value() == null;
    }

    private List<SystemEvent> systemEvents(String systemId) throws UnreadableValueException {
        List<SystemEvent> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : pipeline.records(Topics.DIRECTORY_SYSTEMS, systemId)) {
            events.add(SYSTEMS.decode(record.value()));
        }
        return events;
    }

    private static void assertIsOfTheDeletion(OwnershipEvent event, DirectoryCause cause) {
        assertThat(event.getCause().getCommandId()).isEqualTo(cause.getCommandId());
        assertThat(event.getCause().getRunId()).isEqualTo(cause.getCommandId());
        assertThat(event.getCause().getActor()).isEqualTo(cause.getActor());
    }

    private static <T> T lastOf(List<T> all) {
        return all.get(all.size() - 1);
    }
}

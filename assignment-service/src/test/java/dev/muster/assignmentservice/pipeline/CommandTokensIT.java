package dev.muster.assignmentservice.pipeline;

import static dev.muster.assignmentservice.pipeline.Commands.assign;
import static dev.muster.assignmentservice.pipeline.Commands.change;
import static dev.muster.assignmentservice.pipeline.Commands.command;
import static dev.muster.assignmentservice.pipeline.Commands.directory;
import static dev.muster.assignmentservice.pipeline.Commands.organization;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.OutcomeStatus;
import dev.muster.assignment.UnassignOrganization;
import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.TokenText;
import dev.muster.directory.OrganizationType;
import dev.muster.schemas.Topics;
import dev.muster.testing.Infrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands with required tokens, with a service, database and broker of their own. */
class CommandTokensIT {

    private static final String BOOTSTRAP = TokenText.generate();
    private static final TestIssuer ISSUER = new TestIssuer();
    private static @Nullable Infrastructure infrastructure;
    private static @Nullable Pipeline started;

    private final TokenSender sender = sender();
    private final Pipeline pipeline = sender.pipeline;
    private final TestTokens tokens = sender.tokens;
    private final String administrator = sender.administrator;
    private final String owner = sender.register(OrganizationType.OWNER, null, administrator);
    private final String distributor = sender.register(OrganizationType.DISTRIBUTOR, owner, administrator);
    private final String reseller = sender.register(OrganizationType.RESELLER, distributor, administrator);
    private final String customer = sender.register(OrganizationType.CUSTOMER, reseller, administrator);
    private final String sibling = sender.register(OrganizationType.RESELLER, distributor, administrator);

    @BeforeAll
    static void start() {
        infrastructure = Infrastructure.startOwn();
        started = TokenSender.start(infrastructure, ISSUER, BOOTSTRAP);
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.context().close();
        }
        if (infrastructure != null) {
            infrastructure.close();
        }
    }

    @Test
    void commandWithoutTokenIsDeadLetterAndKeepsItsIdFree() {
        AssignmentCommand command = assign(pipeline.application(), customer);
        pipeline.send(command);
        assertThat(sender.deadLetter(command).reason()).isEqualTo("credentials_missing");

        assertThat(sender.decide(command, administrator).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
    }

    @Test
    void commandWithInvalidTokenIsDeadLetterWithoutTheToken() {
        String wrong = TokenText.generate();
        AssignmentCommand command = assign(pipeline.application(), customer);
        sender.send(command, wrong);

        TokenSender.DeadLetter letter = sender.deadLetter(command);
        assertThat(letter.reason()).isEqualTo("credentials_invalid");
        assertThat(letter.everything()).contains("trace").doesNotContain(wrong).doesNotContain("mst_");
        assertThat(sender.decide(command, administrator).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
    }

    @Test
    void multipleTokensAndOtherSchemesAreRejected() {
        for (Map<String, String> headers : List.of(
                Map.of("authorization", "Bearer " + administrator, "Authorization", "Bearer " + administrator),
                Map.of("authorization", administrator),
                Map.of("authorization", "Basic " + administrator))) {
            AssignmentCommand command = assign(pipeline.application(), customer);
            pipeline.send(
                    Topics.ASSIGNMENT_COMMANDS,
                    command.getApplicationId().getBytes(UTF_8),
                    Pipeline.encode(command),
                    headers);
            TokenSender.DeadLetter letter = sender.deadLetter(command);
            assertThat(letter.reason()).isEqualTo("credentials_invalid");
            assertThat(letter.everything()).doesNotContain(administrator);
        }
    }

    @Test
    void actorIsTheSubjectOfTheToken() {
        AssignmentCommand command = assign(pipeline.application(), customer);
        sender.decide(command, administrator);

        assertThat(pipeline.ownershipEvents(command.getApplicationId()))
                .singleElement()
                .satisfies(event -> assertThat(event.getCause().toString())
                        .contains("token:administrator:")
                        .doesNotContain(Commands.ISSUER));
        assertThat(pipeline.organizationEvents(owner).get(0).getCause().getActor())
                .startsWith("token:administrator:");
    }

    @Test
    void onlyThoseWhoAdministerAUserRemoveIt() {
        String user = Pipeline.unique("uaa-id");
        String administrating = tokens.ofWithAll(customer);
        Api api = new Api(pipeline);
        api.post("/v2/users")
                .bearer(administrating)
                .json("{\"guid\":\"" + user + "\"}")
                .send();
        api.put("/v2/users/" + user + "/organizations/" + sibling)
                .bearer(administrator)
                .send();

        assertThat(rejectedRemoval(user, tokens.of(customer, Permission.READ_USERS)))
                .isEqualTo("permission_missing");
        assertThat(rejectedRemoval(user, tokens.ofWithAll(reseller) + "x")).isEqualTo("credentials_invalid");
        assertThat(rejectedRemoval(user, tokens.ofWithAll(sibling)))
                .as("of a member's organization")
                .isEqualTo("access_denied");
        sender.send(Topics.DIRECTORY_COMMANDS, user, Members.encode(Members.removal(user)), administrating);
        await().until(() ->
                api.get("/v2/users/" + user).bearer(administrator).send().status() == 404);
    }

    private String rejectedRemoval(String user, String token) {
        int before = pipeline.deadLetters(Topics.DIRECTORY_COMMANDS, user).size();
        sender.send(Topics.DIRECTORY_COMMANDS, user, Members.encode(Members.removal(user)), token);
        await().until(() ->
                pipeline.deadLetters(Topics.DIRECTORY_COMMANDS, user).size() > before);
        return Pipeline.header(
                pipeline.deadLetters(Topics.DIRECTORY_COMMANDS, user).get(before), "dead-letter-reason");
    }

    @Test
    void commandWithoutPermissionIsRejected() {
        String application = sender.assigned(customer);

        assertRejected(
                sender.decide(assign(application, customer), tokens.of(customer, Permission.READ_APPLICATIONS)),
                "permission_missing");
    }

    @Test
    void assignmentIsLimitedToAccessScopeOfCaller() {
        String token = tokens.of(reseller, Permission.MANAGE_APPLICATIONS);

        assertThat(sender.decide(assign(sender.assigned(reseller), customer), token)
                        .getStatus())
                .isEqualTo(OutcomeStatus.APPLIED);
        assertThat(sender.decide(assign(sender.assigned(customer), reseller), token)
                        .getStatus())
                .isEqualTo(OutcomeStatus.APPLIED);
        for (String target : List.of(sibling, distributor, owner, "nowhere")) {
            assertRejected(sender.decide(assign(sender.assigned(customer), target), token), "access_denied");
        }
        for (String present : List.of(sibling, distributor, owner)) {
            assertRejected(sender.decide(assign(sender.assigned(present), customer), token), "access_denied");
            assertRejected(
                    sender.decide(
                            command(sender.assigned(present), new UnassignOrganization())
                                    .build(),
                            token),
                    "access_denied");
        }
        assertRejected(sender.decide(assign(pipeline.application(), customer), token), "access_denied");
        assertRejected(sender.decide(assign("nowhere_mail1", customer), token), "application_not_found");
    }

    @Test
    void applicationOfOwnSystemIsInAccessScope() {
        String application = pipeline.application();
        sender.ownSystemOf(application, customer);

        assertThat(sender.decide(assign(application, customer), tokens.of(customer, Permission.MANAGE_APPLICATIONS))
                        .getStatus())
                .isEqualTo(OutcomeStatus.APPLIED);
    }

    @Test
    void accessScopeReflectsEarlierCommandsOfThePoll() {
        String token = tokens.of(distributor, Permission.MANAGE_APPLICATIONS);
        String narrow = tokens.of(reseller, Permission.MANAGE_APPLICATIONS);
        List<AssignmentCommand> denied = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String application = sender.assigned(customer);
            sender.send(assign(application, sibling), token);
            AssignmentCommand behind = assign(application, customer);
            sender.send(behind, narrow);
            denied.add(behind);
        }

        denied.forEach(one -> assertRejected(pipeline.outcome(one), "access_denied"));
    }

    @Test
    void waitingCommandIsCheckedWhenDecided() {
        String token = tokens.of(customer, Permission.MANAGE_APPLICATIONS);
        String system = Pipeline.unique("system");
        AssignmentCommand foreign = Commands.assignWhenPresent(system + "_mail1", customer);
        AssignmentCommand outward = Commands.assignWhenPresent(system + "_mail2", sibling);
        AssignmentCommand own = Commands.assignWhenPresent(Pipeline.unique("own") + "_mail1", customer);

        assertThat(sender.decide(foreign, token).getStatus()).isEqualTo(OutcomeStatus.WAITING);
        assertThat(sender.decide(own, token).getStatus()).isEqualTo(OutcomeStatus.WAITING);
        assertRejected(sender.decide(outward, token), "access_denied");
        sender.ownSystemOf(own.getApplicationId(), customer);
        pipeline.inventory().appear(foreign.getApplicationId());
        pipeline.inventory().appear(own.getApplicationId());

        await().until(() -> pipeline.outcomes(foreign).size() == 2);
        await().until(() -> pipeline.outcomes(own).size() == 2);
        assertRejected(pipeline.outcome(foreign), "access_denied");
        assertThat(pipeline.outcome(own).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
    }

    @Test
    void organizationChangesAreLimitedToAccessScope() {
        String token = tokens.of(reseller, Permission.MANAGE_ORGANIZATIONS);
        String own = sender.register(OrganizationType.CUSTOMER, reseller, token);

        assertThat(sender.rejected(
                        directory(organization(Pipeline.unique("o"), OrganizationType.CUSTOMER, sibling, false)),
                        token))
                .isEqualTo("access_denied");
        assertThat(sender.rejected(
                        directory(organization(Pipeline.unique("o"), OrganizationType.OWNER, null, false)), token))
                .isEqualTo("access_denied");
        assertThat(sender.rejected(directory(change(sibling).setName("mine").build()), token))
                .isEqualTo("access_denied");
        assertThat(sender.rejected(directory(change(distributor).setName("mine").build()), token))
                .isEqualTo("access_denied");
        assertThat(sender.rejected(directory(change(own).setParentId(sibling).build()), token))
                .isEqualTo("access_denied");
        assertThat(sender.rejected(
                        directory(change(own).setName("x").build()),
                        tokens.of(reseller, Permission.READ_ORGANIZATIONS)))
                .isEqualTo("permission_missing");
    }

    @Test
    void parkedCommandKeepsCallerAndIsCheckedWhenDecided() {
        String token = tokens.of(reseller, Permission.MANAGE_ORGANIZATIONS);
        String parent = Pipeline.unique("parent");
        String child = Pipeline.unique("child");
        sender.send(directory(organization(child, OrganizationType.CUSTOMER, parent, false)), child, token);
        await().until(() ->
                pipeline.number("select count(*) from assignment.parked_command where organization_id = ?", child)
                        == 1);

        assertThat(pipeline.database()
                        .queryForObject(
                                "select p::text || array_to_string(array(select convert_from(v, 'UTF8')"
                                        + " from unnest(header_values) v), ' ')"
                                        + " from assignment.parked_command p where organization_id = ?",
                                String.class,
                                child))
                .contains("token:test:")
                .contains("trace")
                .doesNotContain("mst_")
                .doesNotContain("authorization");
        sender.send(
                directory(organization(parent, OrganizationType.RESELLER, distributor, false)), parent, administrator);

        assertThat(pipeline.deadLetterReason(Topics.DIRECTORY_COMMANDS, child)).isEqualTo("access_denied");
        assertThat(pipeline.organizationEvents(child)).isEmpty();
    }

    @Test
    void pollIsRetriedWhileKeysOfIssuerAreUnavailable() {
        RSAKey next = TestIssuer.rsaKey(Pipeline.unique("key"));
        String token = TestIssuer.sign(JWSAlgorithm.RS256, next, ISSUER.claims("platform:admin"));
        AssignmentCommand command = assign(pipeline.application(), customer);
        ISSUER.setDown(true);
        try {
            sender.send(command, token);
            await().until(() ->
                    new Api(pipeline).get("/api/tokens").bearer(token).send().status() == 503);
            assertThat(pipeline.outcomes(command)).isEmpty();
        } finally {
            ISSUER.publish(next);
            ISSUER.setDown(false);
        }

        assertThat(pipeline.outcome(command).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
        assertThat(pipeline.deadLetters(Topics.ASSIGNMENT_COMMANDS, command.getApplicationId()))
                .isEmpty();
        assertThat(pipeline.row(command.getApplicationId())).containsEntry("assigned_by", "alice@example.org");
    }

    @Test
    void bootstrapTokenIsPlatformAdministrator() {
        Api api = new Api(pipeline);

        assertThat(api.get("/api/tokens").bearer(BOOTSTRAP).send().status()).isEqualTo(200);
        assertThat(api.get("/api/tokens").bearer(BOOTSTRAP + "x").send().status())
                .isEqualTo(401);
        assertThat(sender.decide(assign(pipeline.application(), customer), BOOTSTRAP)
                        .getStatus())
                .isEqualTo(OutcomeStatus.APPLIED);
    }

    private static void assertRejected(CommandOutcome outcome, String reason) {
        assertThat(outcome.getStatus()).isEqualTo(OutcomeStatus.REJECTED);
        assertThat(outcome.getReason()).isEqualTo(reason);
    }

    private static TokenSender sender() {
        return new TokenSender(Objects.requireNonNull(started, "the service is started"));
    }
}

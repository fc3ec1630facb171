package dev.muster.assignment.pipeline;

import static dev.muster.assignment.pipeline.Commands.assign;
import static dev.muster.assignment.pipeline.Commands.change;
import static dev.muster.assignment.pipeline.Commands.command;
import static dev.muster.assignment.pipeline.Commands.directory;
import static dev.muster.assignment.pipeline.Commands.organization;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.OutcomeStatus;
import dev.muster.assignment.UnassignOrganization;
import dev.muster.assignment.access.Permission;
import dev.muster.assignment.access.TokenText;
import dev.muster.assignment.http.Api;
import dev.muster.assignment.http.TestTokens;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.OrganizationType;
import dev.muster.schemas.Topics;
import dev.muster.testing.Infrastructure;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands where each has to carry a token; in a service, a database and a broker of their own. */
class CommandTokensTest {

    private static final String BOOTSTRAP = TokenText.random();
    private static final TestIssuer ISSUER = new TestIssuer();
    private static @Nullable Infrastructure infrastructure;
    private static @Nullable Pipeline started;

    private final Pipeline pipeline = pipeline();
    private final TestTokens tokens = new TestTokens(pipeline);
    private final String administrator = tokens.platformAdministrator();
    private final String owner = register(OrganizationType.OWNER, null, administrator);
    private final String distributor = register(OrganizationType.DISTRIBUTOR, owner, administrator);
    private final String reseller = register(OrganizationType.RESELLER, distributor, administrator);
    private final String customer = register(OrganizationType.CUSTOMER, reseller, administrator);
    private final String sibling = register(OrganizationType.RESELLER, distributor, administrator);

    @BeforeAll
    static void start() {
        infrastructure = Infrastructure.startOwn();
        started = new Pipeline(
                infrastructure,
                Stream.concat(
                                ISSUER.settings().stream(),
                                Stream.of(
                                        "MUSTER_COMMANDS_REQUIRE_TOKEN=true",
                                        "MUSTER_PARKING_EXPIRES_AFTER=20s",
                                        "MUSTER_WAITING_SWEEP_INTERVAL=200ms",
                                        "MUSTER_BOOTSTRAP_TOKEN_SHA256="
                                                + HexFormat.of().formatHex(TokenText.hash(BOOTSTRAP))))
                        .toArray(String[]::new));
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
    void aCommandWithoutATokenIsADeadLetterAndItsIdIsNotUsedUp() {
        AssignmentCommand command = assign(pipeline.application(), customer);
        pipeline.send(command);
        assertThat(deadLetter(command).reason()).isEqualTo("credentials_missing");

        assertThat(decide(command, administrator).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
    }

    @Test
    void aCommandWithAWrongTokenIsADeadLetterWithoutTheTokenAndItsIdIsNotUsedUp() {
        String wrong = TokenText.random();
        AssignmentCommand command = assign(pipeline.application(), customer);
        send(command, wrong);

        DeadLetter letter = deadLetter(command);
        assertThat(letter.reason()).isEqualTo("credentials_invalid");
        assertThat(letter.everything()).contains("trace").doesNotContain(wrong).doesNotContain("mst_");
        assertThat(decide(command, administrator).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
    }

    @Test
    void severalTokensOrAnotherSchemeAreRefused() {
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
            DeadLetter letter = deadLetter(command);
            assertThat(letter.reason()).isEqualTo("credentials_invalid");
            assertThat(letter.everything()).doesNotContain(administrator);
        }
    }

    @Test
    void theActorIsTheTokensSubjectWhateverIssuedBySays() {
        AssignmentCommand command = assign(pipeline.application(), customer);
        decide(command, administrator);

        assertThat(pipeline.ownershipEvents(command.getApplicationId()))
                .singleElement()
                .satisfies(event -> assertThat(event.getCause().toString())
                        .contains("token:administrator:")
                        .doesNotContain(Commands.ISSUER));
        assertThat(pipeline.organizationEvents(owner).get(0).getCause().getActor())
                .startsWith("token:administrator:");
    }

    @Test
    void withoutThePermissionACommandIsRejected() {
        String application = assigned(customer);

        assertRejected(
                decide(assign(application, customer), tokens.of(customer, Permission.READ_APPLICATIONS)),
                "permission_missing");
    }

    @Test
    void anApplicationIsAssignedWithinTheCallersReachOnly() {
        String token = tokens.of(reseller, Permission.MANAGE_APPLICATIONS);

        assertThat(decide(assign(assigned(reseller), customer), token).getStatus())
                .isEqualTo(OutcomeStatus.APPLIED);
        assertThat(decide(assign(assigned(customer), reseller), token).getStatus())
                .isEqualTo(OutcomeStatus.APPLIED);
        for (String target : List.of(sibling, distributor, owner, "nowhere")) {
            assertRejected(decide(assign(assigned(customer), target), token), "access_denied");
        }
        for (String present : List.of(sibling, distributor, owner)) {
            assertRejected(decide(assign(assigned(present), customer), token), "access_denied");
            assertRejected(
                    decide(
                            command(assigned(present), new UnassignOrganization())
                                    .build(),
                            token),
                    "access_denied");
        }
        assertRejected(decide(assign(pipeline.application(), customer), token), "access_denied");
        assertRejected(decide(assign("nowhere_mail1", customer), token), "application_not_found");
    }

    @Test
    void anApplicationOfAnOwnSystemIsWithinReach() {
        String application = pipeline.application();
        ownSystemOf(application, customer);

        assertThat(decide(assign(application, customer), tokens.of(customer, Permission.MANAGE_APPLICATIONS))
                        .getStatus())
                .isEqualTo(OutcomeStatus.APPLIED);
    }

    @Test
    void reachFollowsTheCommandsBeforeInTheSamePoll() {
        String token = tokens.of(distributor, Permission.MANAGE_APPLICATIONS);
        String narrow = tokens.of(reseller, Permission.MANAGE_APPLICATIONS);
        List<AssignmentCommand> denied = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String application = assigned(customer);
            send(assign(application, sibling), token);
            AssignmentCommand behind = assign(application, customer);
            send(behind, narrow);
            denied.add(behind);
        }

        denied.forEach(one -> assertRejected(pipeline.outcome(one), "access_denied"));
    }

    @Test
    void aCommandThatWaitedIsCheckedWhenItIsDecided() {
        String token = tokens.of(customer, Permission.MANAGE_APPLICATIONS);
        String system = Pipeline.unique("system");
        AssignmentCommand foreign = Commands.assignWhenThere(system + "_mail1", customer);
        AssignmentCommand outward = Commands.assignWhenThere(system + "_mail2", sibling);
        AssignmentCommand own = Commands.assignWhenThere(Pipeline.unique("own") + "_mail1", customer);

        assertThat(decide(foreign, token).getStatus()).isEqualTo(OutcomeStatus.WAITING);
        assertThat(decide(own, token).getStatus()).isEqualTo(OutcomeStatus.WAITING);
        assertRejected(decide(outward, token), "access_denied");
        ownSystemOf(own.getApplicationId(), customer);
        pipeline.inventory().appear(foreign.getApplicationId());
        pipeline.inventory().appear(own.getApplicationId());

        await().until(() -> pipeline.outcomes(foreign).size() == 2);
        await().until(() -> pipeline.outcomes(own).size() == 2);
        assertRejected(pipeline.outcome(foreign), "access_denied");
        assertThat(pipeline.outcome(own).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
    }

    @Test
    void organizationsAreMadeAndChangedWithinReachOnly() {
        String token = tokens.of(reseller, Permission.MANAGE_ORGANIZATIONS);
        String own = register(OrganizationType.CUSTOMER, reseller, token);

        assertThat(rejected(
                        directory(organization(Pipeline.unique("o"), OrganizationType.CUSTOMER, sibling, false)),
                        token))
                .isEqualTo("access_denied");
        assertThat(rejected(directory(organization(Pipeline.unique("o"), OrganizationType.OWNER, null, false)), token))
                .isEqualTo("access_denied");
        assertThat(rejected(directory(change(sibling).setName("mine").build()), token))
                .isEqualTo("access_denied");
        assertThat(rejected(directory(change(distributor).setName("mine").build()), token))
                .isEqualTo("access_denied");
        assertThat(rejected(directory(change(own).setParentId(sibling).build()), token))
                .isEqualTo("access_denied");
        assertThat(rejected(
                        directory(change(own).setName("x").build()),
                        tokens.of(reseller, Permission.READ_ORGANIZATIONS)))
                .isEqualTo("permission_missing");
    }

    @Test
    void aParkedCommandKeepsItsCallerWithoutTheTokenAndIsCheckedWhenItIsDecided() {
        String token = tokens.of(reseller, Permission.MANAGE_ORGANIZATIONS);
        String parent = Pipeline.unique("parent");
        String child = Pipeline.unique("child");
        send(directory(organization(child, OrganizationType.CUSTOMER, parent, false)), child, token);
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
        send(directory(organization(parent, OrganizationType.RESELLER, distributor, false)), parent, administrator);

        assertThat(pipeline.deadLetterReason(Topics.DIRECTORY_COMMANDS, child)).isEqualTo("access_denied");
        assertThat(pipeline.organizationEvents(child)).isEmpty();
    }

    @Test
    void whileTheIssuersKeysCannotBeHadThePollIsRepeated() {
        RSAKey next = TestIssuer.rsaKey(Pipeline.unique("key"));
        String token = TestIssuer.sign(JWSAlgorithm.RS256, next, ISSUER.claims("platform:admin"));
        AssignmentCommand command = assign(pipeline.application(), customer);
        ISSUER.setDown(true);
        try {
            send(command, token);
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
    void theBootstrapTokenIsAPlatformAdministrators() {
        Api api = new Api(pipeline);

        assertThat(api.get("/api/tokens").bearer(BOOTSTRAP).send().status()).isEqualTo(200);
        assertThat(api.get("/api/tokens").bearer(BOOTSTRAP + "x").send().status())
                .isEqualTo(401);
        assertThat(decide(assign(pipeline.application(), customer), BOOTSTRAP).getStatus())
                .isEqualTo(OutcomeStatus.APPLIED);
    }

    private record DeadLetter(ConsumerRecord<byte[], byte[]> record) {

        String reason() {
            return Pipeline.header(record, "dead-letter-reason");
        }

        String everything() {
            StringBuilder text = new StringBuilder(new String(record.value(), UTF_8));
            for (Header header : record.headers()) {
                text.append(header.key()).append('=').append(new String(header.value(), UTF_8));
            }
            return text.toString();
        }
    }

    private DeadLetter deadLetter(AssignmentCommand command) {
        await().until(() -> !pipeline.deadLetters(Topics.ASSIGNMENT_COMMANDS, command.getApplicationId())
                .isEmpty());
        return new DeadLetter(pipeline.deadLetters(Topics.ASSIGNMENT_COMMANDS, command.getApplicationId())
                .get(0));
    }

    private void send(AssignmentCommand command, String token) {
        send(Topics.ASSIGNMENT_COMMANDS, command.getApplicationId(), Pipeline.encode(command), token);
    }

    private void send(DirectoryCommand command, String organizationId, String token) {
        send(Topics.DIRECTORY_COMMANDS, organizationId, Pipeline.encode(command), token);
    }

    private void send(String topic, String key, byte[] value, String token) {
        pipeline.send(topic, key.getBytes(UTF_8), value, Map.of("authorization", "Bearer " + token, "trace", "kept"));
    }

    private CommandOutcome decide(AssignmentCommand command, String token) {
        send(command, token);
        return pipeline.outcome(command);
    }

    private String assigned(String organizationId) {
        String application = pipeline.application();
        decide(assign(application, organizationId), administrator);
        return application;
    }

    private void ownSystemOf(String application, String organizationId) {
        pipeline.database()
                .update(
                        "insert into assignment.system values (split_part(?, '_', 1), null, ?, 1, now(), now())",
                        application,
                        organizationId);
    }

    private String register(OrganizationType type, @Nullable String parentId, String token) {
        String id = Pipeline.unique("organization");
        send(directory(organization(id, type, parentId, false)), id, token);
        await().until(() -> !pipeline.organizationEvents(id).isEmpty());
        return id;
    }

    /** Sends, and gives the reason of the dead letter that comes of it. */
    private String rejected(DirectoryCommand command, String token) {
        String key = command.getAction() instanceof dev.muster.directory.RegisterOrganization register
                ? register.getOrganizationId()
                : ((dev.muster.directory.ChangeOrganization) command.getAction()).getOrganizationId();
        int before = pipeline.deadLetters(Topics.DIRECTORY_COMMANDS, key).size();
        send(command, key, token);
        await().until(() -> pipeline.deadLetters(Topics.DIRECTORY_COMMANDS, key).size() > before);
        DeadLetter letter = new DeadLetter(
                pipeline.deadLetters(Topics.DIRECTORY_COMMANDS, key).get(before));
        assertThat(letter.everything()).contains("trace=kept").doesNotContain(token);
        return letter.reason();
    }

    private static void assertRejected(CommandOutcome outcome, String reason) {
        assertThat(outcome.getStatus()).isEqualTo(OutcomeStatus.REJECTED);
        assertThat(outcome.getReason()).isEqualTo(reason);
    }

    private static Pipeline pipeline() {
        if (started == null) {
            throw new IllegalStateException("the service is not started");
        }
        return started;
    }
}

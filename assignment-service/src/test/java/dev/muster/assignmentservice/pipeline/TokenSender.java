package dev.muster.assignmentservice.pipeline;

import static dev.muster.assignmentservice.pipeline.Commands.assign;
import static dev.muster.assignmentservice.pipeline.Commands.directory;
import static dev.muster.assignmentservice.pipeline.Commands.organization;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.CommandOutcome;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.security.TokenText;
import dev.muster.directory.ChangeOrganization;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.RegisterOrganization;
import dev.muster.schemas.Topics;
import dev.muster.testing.Infrastructure;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Sends commands with tokens to a service that requires them, and reads their outcomes. */
final class TokenSender {

    final Pipeline pipeline;
    final TestTokens tokens;
    final String administrator;

    /** Starts a service that requires tokens. */
    static Pipeline start(Infrastructure infrastructure, TestIssuer issuer, String bootstrapToken) {
        return new Pipeline(
                infrastructure,
                Stream.concat(
                                issuer.settings().stream(),
                                Stream.of(
                                        "MUSTER_COMMANDS_REQUIRE_TOKEN=true",
                                        "MUSTER_PARKING_EXPIRES_AFTER=20s",
                                        "MUSTER_WAITING_SWEEP_INTERVAL=200ms",
                                        "MUSTER_BOOTSTRAP_TOKEN_SHA256="
                                                + HexFormat.of().formatHex(TokenText.hash(bootstrapToken))))
                        .toArray(String[]::new));
    }

    TokenSender(Pipeline pipeline) {
        this.pipeline = pipeline;
        tokens = new TestTokens(pipeline);
        administrator = tokens.platformAdministrator();
    }

    record DeadLetter(ConsumerRecord<byte[], byte[]> record) {

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

    DeadLetter deadLetter(AssignmentCommand command) {
        await().until(() -> !pipeline.deadLetters(Topics.ASSIGNMENT_COMMANDS, command.getApplicationId())
                .isEmpty());
        return new DeadLetter(pipeline.deadLetters(Topics.ASSIGNMENT_COMMANDS, command.getApplicationId())
                .get(0));
    }

    void send(AssignmentCommand command, String token) {
        send(Topics.ASSIGNMENT_COMMANDS, command.getApplicationId(), Pipeline.encode(command), token);
    }

    void send(DirectoryCommand command, String organizationId, String token) {
        send(Topics.DIRECTORY_COMMANDS, organizationId, Pipeline.encode(command), token);
    }

    void send(String topic, String key, byte[] value, String token) {
        pipeline.send(topic, key.getBytes(UTF_8), value, Map.of("authorization", "Bearer " + token, "trace", "kept"));
    }

    CommandOutcome decide(AssignmentCommand command, String token) {
        send(command, token);
        return pipeline.outcome(command);
    }

    String assigned(String organizationId) {
        String application = pipeline.application();
        decide(assign(application, organizationId), administrator);
        return application;
    }

    void ownSystemOf(String application, String organizationId) {
        pipeline.database()
                .update(
                        "insert into assignment.system values (split_part(?, '_', 1), null, ?, 1, now(), now())",
                        application,
                        organizationId);
    }

    String register(OrganizationType type, @Nullable String parentId, String token) {
        String id = Pipeline.unique("organization");
        send(directory(organization(id, type, parentId, false)), id, token);
        await().until(() -> !pipeline.organizationEvents(id).isEmpty());
        return id;
    }

    /** Sends the command; returns the reason of its dead letter. */
    String rejected(DirectoryCommand command, String token) {
        String key = command.getAction() instanceof RegisterOrganization register
                ? register.getOrganizationId()
                : ((ChangeOrganization) command.getAction()).getOrganizationId();
        int before = pipeline.deadLetters(Topics.DIRECTORY_COMMANDS, key).size();
        send(command, key, token);
        await().until(() -> pipeline.deadLetters(Topics.DIRECTORY_COMMANDS, key).size() > before);
        DeadLetter letter = new DeadLetter(
                pipeline.deadLetters(Topics.DIRECTORY_COMMANDS, key).get(before));
        assertThat(letter.everything()).contains("trace=kept").doesNotContain(token);
        return letter.reason();
    }
}

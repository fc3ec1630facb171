package dev.muster.assignmentservice.pipeline;

import static dev.muster.assignmentservice.pipeline.Commands.assign;
import static dev.muster.assignmentservice.pipeline.Commands.command;
import static dev.muster.assignmentservice.pipeline.Commands.directory;
import static dev.muster.assignmentservice.pipeline.Commands.organization;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.AssignOrganization;
import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.DisableRebranding;
import dev.muster.assignment.OutcomeStatus;
import dev.muster.assignment.UnassignOrganization;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.OrganizationType;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLettersIT {

    private static final String TOPIC = "assignment.commands";

    private final Pipeline pipeline = Pipeline.shared();
    private final String organization = pipeline.owner(false);
    private final String application = pipeline.application();

    @Test
    void unreadableRecordIsDeadLetterAndOthersAreDecided() {
        byte[] valid = Pipeline.encode(assign(application, organization));
        AssignmentCommand before = assign(application, organization);
        AssignmentCommand after =
                command(application, new UnassignOrganization()).build();
        List<byte @Nullable []> unreadable = Arrays.asList(
                null,
                new byte[0],
                "{\"application_id\":1}".getBytes(UTF_8),
                HexFormat.of().parseHex("c3010000000000000000ff"),
                Arrays.copyOf(valid, valid.length - 1),
                Arrays.copyOf(valid, valid.length + 1));

        pipeline.send(before);
        unreadable.forEach(value -> pipeline.send(TOPIC, application.getBytes(UTF_8), value));
        pipeline.send(after);

        await().until(() -> pipeline.deadLetters(TOPIC, application).size() == unreadable.size());
        assertThat(pipeline.deadLetters(TOPIC, application))
                .extracting(record -> Pipeline.header(record, "dead-letter-reason"))
                .containsExactly(
                        "value_empty", "value_empty", "not_single_object", "schema_unknown", "malformed", "malformed");
        assertThat(pipeline.deadLetters(TOPIC, application))
                .extracting(ConsumerRecord::value)
                .usingElementComparator((one, other) -> Arrays.equals(one, other) ? 0 : 1)
                .containsExactlyElementsOf(unreadable);
        assertThat(pipeline.outcome(before).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
        assertThat(pipeline.outcome(after).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
    }

    @Test
    void deadLetterHasRecordAndSourcePosition() {
        String key = Pipeline.unique("key");
        long offset = pipeline.send(TOPIC, key.getBytes(UTF_8), new byte[] {1, 2}, Map.of("trace", "t-1"));

        await().until(() -> !pipeline.deadLetters(TOPIC, key).isEmpty());
        ConsumerRecord<byte[], byte[]> letter = pipeline.deadLetters(TOPIC, key).get(0);
        assertThat(letter.value()).containsExactly(1, 2);
        assertThat(Pipeline.header(letter, "trace")).isEqualTo("t-1");
        assertThat(Pipeline.header(letter, "dead-letter-topic")).isEqualTo(TOPIC);
        assertThat(Pipeline.header(letter, "dead-letter-partition")).isEqualTo(Integer.toString(letter.partition()));
        assertThat(Pipeline.header(letter, "dead-letter-offset")).isEqualTo(Long.toString(offset));
        assertThat(Long.parseLong(Pipeline.header(letter, "dead-letter-timestamp")))
                .isPositive();
        assertThat(Instant.parse(Pipeline.header(letter, "dead-letter-at"))).isBeforeOrEqualTo(Instant.now());
        assertThat(Pipeline.header(letter, "dead-letter-message")).contains("0102");
    }

    @Test
    void keyMustBeTheApplicationId() {
        String key = Pipeline.unique("key");
        pipeline.send(TOPIC, key.getBytes(UTF_8), Pipeline.encode(assign(application, organization)));
        pipeline.send(TOPIC, null, Pipeline.encode(assign(application, organization)));

        assertThat(pipeline.deadLetterReason(TOPIC, key)).isEqualTo("key_mismatch");
        assertThat(pipeline.deadLetterReason(TOPIC, null)).isEqualTo("key_missing");
    }

    @Test
    void invalidUtf8IsMalformedInKeysAndValuesOfEveryTopic() {
        String key = Pipeline.unique("key");
        byte[] latin1 = (key + "\u00fc").getBytes(ISO_8859_1);
        byte[] replaced = (key + "\ufffd").getBytes(UTF_8);
        pipeline.send(TOPIC, latin1, Pipeline.encode(assign(key + "\ufffd", organization)));
        pipeline.send(TOPIC, replaced, latin1(Pipeline.encode(assign(key + "#MARK#", organization))));
        pipeline.send("directory.commands", latin1, Pipeline.encode(owner(key + "\ufffd")));
        pipeline.send("directory.commands", replaced, latin1(Pipeline.encode(owner(key + "#MARK#"))));
        pipeline.send("inventory.applications", latin1, null);

        for (String topic : List.of(TOPIC, "directory.commands")) {
            assertThat(pipeline.deadLetterReason(topic, key + "\ufffd")).isEqualTo("malformed");
            await().until(() -> pipeline.deadLetters(topic, key + "\ufffd").size() == 2);
        }
        assertThat(pipeline.deadLetterReason("inventory.applications", key + "\ufffd"))
                .isEqualTo("malformed");
        assertThat(pipeline.organizationEvents(key + "\ufffd")).isEmpty();
    }

    private static DirectoryCommand owner(String id) {
        return directory(organization(id, OrganizationType.OWNER, null, false));
    }

    /** The record with a Latin-1 umlaut in place of the first character of the marker. */
    private static byte[] latin1(byte[] value) {
        int at = new String(value, ISO_8859_1).indexOf("#MARK#");
        value[at] = (byte) 0xfc;
        return value;
    }

    @Test
    void inventoryEventWithInvalidKeyIsDeadLetter() {
        String key = Pipeline.unique("system") + "_\u0000";
        pipeline.sendInventoryEvent(key);

        assertThat(pipeline.deadLetterReason("inventory.applications", key)).isEqualTo("id_invalid");
    }

    @Test
    void invalidIdsAreDeadLetters() {
        assertDeadLetter("id_invalid", command("   ", disable()).build());
        assertDeadLetter("id_invalid", command("\u200b\ufeff", disable()).build());
        assertDeadLetter("id_invalid", command("\u00a0\u3164", disable()).build());
        assertDeadLetter(
                "id_invalid",
                command("\u0000" + Pipeline.unique("nul"), disable()).build());
        assertDeadLetter(
                "id_invalid",
                command("a".repeat(190) + Pipeline.unique("long"), disable()).build());
        assertDeadLetter(
                "id_invalid",
                command(Pipeline.unique("app"), new AssignOrganization("o".repeat(101)))
                        .build());
        assertDeadLetter(
                "id_invalid",
                command(Pipeline.unique("app"), new AssignOrganization("o\u0000"))
                        .build());
    }

    @Test
    void invalidIssuersAndTimesAreDeadLetters() {
        assertDeadLetter(
                "issued_by_invalid",
                command(Pipeline.unique("app"), disable()).setIssuedBy(" ").build());
        assertDeadLetter(
                "issued_by_invalid",
                command(Pipeline.unique("app"), disable())
                        .setIssuedBy("i".repeat(257))
                        .build());
        assertDeadLetter("issued_at_invalid", issuedAt("3000-01-01T00:00:00Z"));
        assertDeadLetter("issued_at_invalid", issuedAt("0000-01-01T00:00:00Z"));
    }

    @Test
    void recordRejectedByDatabaseIsDeadLetterAndOthersAreDecided() {
        String refused = pipeline.application();
        pipeline.database()
                .execute("alter table assignment.command_outcome add constraint refused check (application_id <> '"
                        + refused + "') not valid");
        try {
            AssignmentCommand neighbour = assign(application, organization);
            pipeline.send(assign(refused, organization));
            pipeline.send(neighbour);

            assertThat(pipeline.deadLetterReason(TOPIC, refused)).isEqualTo("storage_rejected");
            assertThat(pipeline.outcome(neighbour).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
            assertThat(pipeline.row(refused)).containsEntry("status", "unassigned");
        } finally {
            pipeline.database().execute("alter table assignment.command_outcome drop constraint refused");
        }
    }

    @Test
    void duplicateHistoryChangeIsDeadLetterAndOthersAreDecided() {
        String damaged = pipeline.application();
        pipeline.database()
                .execute("insert into assignment.ownership_history values ('" + damaged
                        + "', 1, 'ASSIGNED', '{}', '{}', 'COMMAND', null, 'nobody', now())");
        AssignmentCommand neighbour = assign(application, organization);
        pipeline.send(assign(damaged, organization));
        pipeline.send(neighbour);

        assertThat(pipeline.deadLetterReason(TOPIC, damaged)).isEqualTo("storage_rejected");
        assertThat(pipeline.outcome(neighbour).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
        assertThat(pipeline.row(damaged)).containsEntry("status", "unassigned");
    }

    private void assertDeadLetter(String reason, AssignmentCommand command) {
        pipeline.send(command);
        assertThat(pipeline.deadLetterReason(TOPIC, command.getApplicationId())).isEqualTo(reason);
    }

    private static AssignmentCommand issuedAt(String time) {
        return command(Pipeline.unique("app"), disable())
                .setIssuedAt(Instant.parse(time))
                .build();
    }

    private static DisableRebranding disable() {
        return new DisableRebranding();
    }
}

package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignment.RuleSetCommand;
import dev.muster.cli.Cli.Answer;
import dev.muster.cli.Cli.Answering;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.kafka.Publisher;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.directory.DeleteOrganizationCommand;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DeadLetterReplayIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final String topic = "replayed." + UUID.randomUUID();

    @BeforeEach
    void createTopics() throws Exception {
        FakeService.createTopics();
        FakeService.createTopics(Set.of(topic, Topics.deadLettersOf(topic)), 1);
    }

    @Test
    void replayKeepsKeyValueAndHeaders() {
        byte[] original = FakeService.bytes("what was sent");
        String position = publishDeadLetter(topic, "vm", original, "malformed");

        Answer list = Cli.run("dead-letters", topic);
        assertThat(list.exitCode()).isZero();
        assertThat(list.out())
                .contains(position + "  malformed: it is nothing  key vm  from " + topic + "-2@77")
                .contains("2026-01-02T03:04:05Z");

        Answer replay = Cli.run("dead-letters", topic, "--replay", position);

        assertThat(replay.exitCode()).isZero();
        assertThat(replay.out()).contains(position + " replayed as " + topic + "-", "1 replayed");
        ConsumerRecord<byte[], byte[]> replayed = replayed().get(0);
        assertThat(replayed.key()).isEqualTo(FakeService.bytes("vm"));
        assertThat(replayed.value()).isEqualTo(original);
        assertThat(replayed.headers()).extracting(header -> header.key()).containsExactly("traceparent");
    }

    @Test
    void replayedCommandGetsTheCurrentToken() {
        String key = UUID.randomUUID().toString();
        String position = publishDeadLetter(
                Topics.DIRECTORY_COMMANDS, key, FakeService.bytes("a command"), "credentials_missing");
        try (TopicReader reader = TopicReader.fromEnd(FakeService.connection(), List.of(Topics.DIRECTORY_COMMANDS))) {
            Answer replay = Cli.runIn(
                    Map.of("MUSTER_TOKEN", "mst_mine"),
                    Cli.withBroker("dead-letters", Topics.DIRECTORY_COMMANDS, "--replay", position));

            assertThat(replay.exitCode()).isZero();
            assertThat(replay.err()).contains("with the rights of your token");
            assertThat(replay.out() + replay.err()).doesNotContain("mst_mine");
            ConsumerRecord<byte[], byte[]> replayed = reader.await(
                            record ->
                                    Optional.of(record).filter(one -> Arrays.equals(one.key(), FakeService.bytes(key))),
                            TIMEOUT)
                    .orElseThrow();
            assertThat(replayed.headers())
                    .extracting(header -> header.key() + " " + new String(header.value(), StandardCharsets.UTF_8))
                    .containsExactly("traceparent 00-1-2-01", "authorization Bearer mst_mine");
        }
    }

    @Test
    void replayOfAllRequiresATopic() {
        Answer answer = Cli.run("dead-letters", "--replay", "all", "--yes");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err())
                .contains("--replay requires the TOPIC", "muster dead-letters directory.commands --replay all")
                .hasLineCount(1);
        assertThat(Cli.run("dead-letters", "--replay", "0/0").exitCode()).isEqualTo(2);
    }

    @Test
    void replayOfAllLeavesOutWhatWasRefusedForLackOfRights() {
        publishDeadLetter(topic, "good", FakeService.bytes("1"), "label_taken");
        for (String refusal :
                List.of("credentials_missing", "credentials_invalid", "access_denied", "permission_missing")) {
            publishDeadLetter(topic, refusal, FakeService.bytes("2"), refusal);
        }

        Answer answer = Cli.run("dead-letters", topic, "--replay", "all", "--yes");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("1 replayed");
        assertThat(answer.err())
                .contains("to replay: 1 dead letter (label_taken 1) of " + topic)
                .contains(
                        "left out: 4 refused or far-reaching (access_denied 1, credentials_invalid 1, credentials_missing 1,"
                                + " permission_missing 1)");
        assertThat(replayed()).extracting(record -> text(record.key())).containsExactly("good");
    }

    @Test
    void replayOfAllLeavesOutRuleSetsAndDeletions() {
        UUID id = UUID.randomUUID();
        publishDeadLetter(
                topic,
                "set",
                SingleObjectCodec.of(RuleSetCommand.class)
                        .encode(new RuleSetCommand(id, Instant.EPOCH, "me", "set", "rules: []", null, null)),
                "organization_not_found");
        publishDeadLetter(
                topic,
                "deletion",
                SingleObjectCodec.of(DeleteOrganizationCommand.class)
                        .encode(new DeleteOrganizationCommand(id, Instant.EPOCH, "me", "deletion")),
                "organization_has_children");

        Answer answer = Cli.run("dead-letters", topic, "--replay", "all", "--yes");

        assertThat(answer.err()).contains("left out: 2 refused or far-reaching");
        assertThat(replayed()).isEmpty();
    }

    @Test
    void refusedCommandIsReplayedWhenItIsNamed() {
        String position = publishDeadLetter(topic, "mine", FakeService.bytes("1"), "access_denied");

        assertThat(Cli.run("dead-letters", topic, "--replay", position).out()).contains("1 replayed");

        assertThat(replayed()).extracting(record -> text(record.key())).containsExactly("mine");
    }

    @Test
    void replayAsksAndNothingIsReplayedWithoutConsent() {
        publishDeadLetter(topic, "one", FakeService.bytes("1"), "malformed");
        Answering no = new Answering(false, new ArrayList<>());
        Answering yes = new Answering(true, new ArrayList<>());

        Answer refused = Cli.run(Map.of(), no, Cli.withBroker("dead-letters", topic, "--replay", "all"));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("to replay: 1 dead letter (malformed 1)", "nothing was replayed");
        assertThat(replayed()).isEmpty();

        Answer allowed = Cli.run(Map.of(), yes, Cli.withBroker("dead-letters", topic, "--replay", "all"));
        assertThat(allowed.exitCode()).isZero();
        assertThat(no.questions()).containsExactly("Replay 1?").isEqualTo(yes.questions());
        assertThat(replayed()).hasSize(1);
    }

    @Test
    void replayOfAllWithoutATerminalRequiresYes() {
        publishDeadLetter(topic, "one", FakeService.bytes("1"), "malformed");

        Answer answer = Cli.run("dead-letters", topic, "--replay", "all");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("there is no terminal", "--yes");
        assertThat(replayed()).isEmpty();
    }

    @Test
    void dryRunPublishesNothing() {
        publishDeadLetter(topic, "good", FakeService.bytes("1"), "malformed");
        publishDeadLetter(topic, "refused", FakeService.bytes("2"), "access_denied");

        Answer answer = Cli.run("dead-letters", topic, "--replay", "all", "--dry-run");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("key good").doesNotContain("key refused");
        assertThat(answer.err()).contains("would replay 1 dead letter", "left out: 1 refused");
        assertThat(replayed()).isEmpty();
    }

    @Test
    void deadLetterThatNamesAnotherTopicIsNotReplayed() {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(Topics.INVENTORY_COMMANDS, 0, 0, FakeService.bytes("vm"), FakeService.bytes("x"));
        ProducerRecord<byte[], byte[]> foreign = FakeService.deadLetter(record, "malformed", "it is nothing");
        publish(new ProducerRecord<>(
                Topics.deadLettersOf(topic), null, foreign.key(), foreign.value(), foreign.headers()));

        Answer answer = Cli.run("dead-letters", topic, "--replay", "all", "--yes");

        assertThat(answer.out()).contains("cannot be replayed: it names another topic", "0 replayed");
    }

    @Test
    void listAndReplayPrintJson() {
        publishDeadLetter(topic, "vm", FakeService.bytes("1"), "malformed");

        JsonNode listed = RecordJson.MAPPER.readTree(
                Cli.run("dead-letters", topic, "--json").out());
        JsonNode replayed = RecordJson.MAPPER.readTree(
                Cli.run("dead-letters", topic, "--replay", "0/0", "--json").out());

        assertThat(listed.path("reason").asString()).isEqualTo("malformed");
        assertThat(listed.path("key").asString()).isEqualTo("vm");
        assertThat(replayed.path("replayed_as").asString()).isEqualTo(topic + "-0@0");
    }

    @Test
    void malformedPositionIsAUsageError() {
        for (String wrong : List.of("all,0/0", "0-0", "everything")) {
            Answer answer = Cli.run("dead-letters", topic, "--replay", wrong);

            assertThat(answer.exitCode()).isEqualTo(2);
            assertThat(answer.err()).contains("--replay must be all or a list").hasLineCount(1);
        }
        assertThat(Cli.run("dead-letters", topic, "--yes").exitCode()).isEqualTo(2);
    }

    @Test
    void unknownPositionIsRejectedAndNothingIsReplayed() {
        publishDeadLetter(topic, "vm", FakeService.bytes("x"), "malformed");

        Answer answer = Cli.run("dead-letters", topic, "--replay", "0/0,0/123456");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("no dead letter at 0/123456");
        assertThat(replayed()).isEmpty();
    }

    private List<ConsumerRecord<byte[], byte[]>> replayed() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (TopicReader reader = TopicReader.fromBeginning(FakeService.connection(), List.of(topic))) {
            reader.readToEnd(records::add);
        }
        return records;
    }

    /** Publishes a dead letter and returns its position. */
    private static String publishDeadLetter(String topic, String key, byte[] value, String reason) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(topic, 2, 77, FakeService.bytes(key), value);
        record.headers().add("traceparent", FakeService.bytes("00-1-2-01"));
        RecordMetadata sent = publish(FakeService.deadLetter(record, reason, "it is nothing"));
        return sent.partition() + "/" + sent.offset();
    }

    private static RecordMetadata publish(ProducerRecord<byte[], byte[]> record) {
        try (Publisher publisher = Publisher.open(FakeService.connection())) {
            return publisher.publish(record);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

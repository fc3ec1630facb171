package dev.muster.cli.demonstration;

import dev.muster.assignment.CommandOutcome;
import dev.muster.cli.kafka.DeadLetter;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.inventory.ReportReceipt;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts from the topics.
 *
 * @param receipts receipts by status, since the demonstration started
 * @param outcomes outcomes by status and reason, since the demonstration started; a waiting command has two
 * @param deadLetters dead letters by reason and topic, since the demonstration started
 * @param events all records of each output topic
 */
record TopicStatistics(
        Map<String, Long> receipts,
        Map<String, Long> outcomes,
        Map<String, Long> deadLetters,
        Map<String, Long> events) {

    private static final List<String> DEAD_LETTERS = List.of(
            Topics.deadLettersOf(Topics.INVENTORY_REPORTS),
            Topics.deadLettersOf(Topics.ASSIGNMENT_COMMANDS),
            Topics.deadLettersOf(Topics.DIRECTORY_COMMANDS));

    private static final List<String> OUTPUT_TOPICS = List.of(
            Topics.INVENTORY_APPLICATIONS,
            Topics.INVENTORY_RECEIPTS,
            Topics.INVENTORY_SYSTEMS,
            Topics.ASSIGNMENT_OUTCOMES,
            Topics.ASSIGNMENT_OWNERSHIPS,
            Topics.ASSIGNMENT_RULE_SETS,
            Topics.DIRECTORY_ORGANIZATIONS);

    static TopicStatistics read(KafkaConnection kafka, Instant since) {
        SingleObjectCodec<ReportReceipt> receipts = SingleObjectCodec.of(ReportReceipt.class);
        SingleObjectCodec<CommandOutcome> outcomes = SingleObjectCodec.of(CommandOutcome.class);
        return new TopicStatistics(
                count(kafka, List.of(Topics.INVENTORY_RECEIPTS), since, record -> {
                    return receipts.decode(record.value()).getStatus().name();
                }),
                count(kafka, List.of(Topics.ASSIGNMENT_OUTCOMES), since, record -> {
                    return nameOf(outcomes.decode(record.value()));
                }),
                count(kafka, DEAD_LETTERS, since, record -> nameOf(DeadLetter.of(record))),
                count(kafka, OUTPUT_TOPICS, Instant.EPOCH, record -> record.topic()));
    }

    private static String nameOf(CommandOutcome outcome) {
        return outcome.getStatus() + (outcome.getReason() == null ? "" : " " + outcome.getReason());
    }

    private static String nameOf(DeadLetter letter) {
        return letter.reason() + " (" + letter.originalTopic() + ")";
    }

    /** Returns the name under which a record is counted. */
    @FunctionalInterface
    private interface Classifier {
        String classify(ConsumerRecord<byte[], byte[]> record) throws UnreadableValueException;
    }

    private static Map<String, Long> count(
            KafkaConnection kafka, List<String> topics, Instant since, Classifier classifier) {
        Map<String, Long> counts = new TreeMap<>();
        try (TopicReader reader = TopicReader.fromBeginning(kafka, topics)) {
            reader.readToEnd(record -> {
                if (record.timestamp() >= since.toEpochMilli()) {
                    counts.merge(name(record, classifier), 1L, Long::sum);
                }
            });
        }
        return counts;
    }

    private static String name(ConsumerRecord<byte[], byte[]> record, Classifier classifier) {
        try {
            return classifier.classify(record);
        } catch (UnreadableValueException e) {
            return "undecodable";
        }
    }
}

package dev.muster.cli.kafka;

import dev.muster.cli.failure.CliException;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Publishes one record and waits for what Muster says to it: a record on the topic of answers, or the record itself
 * among the dead letters.
 *
 * @param <A> the record that answers
 */
public final class RequestReply<A extends SpecificRecord> implements AutoCloseable {

    private static final Duration ANSWERED_AFTER_COMMIT_WITHIN = Duration.ofSeconds(3);
    private static final Duration LOOK_FOR_COMMIT_EVERY = Duration.ofSeconds(1);

    private final KafkaConnection connection;
    private final String topic;
    private final String answers;
    private final SingleObjectCodec<A> codec;
    private final TopicReader reader;
    private final Publisher publisher;

    private RequestReply(KafkaConnection connection, String topic, String answers, Class<A> type) {
        this.connection = connection;
        this.topic = topic;
        this.answers = answers;
        this.codec = SingleObjectCodec.of(type);
        connection.requireTopics(List.of(topic));
        this.reader = TopicReader.fromEnd(connection, List.of(answers, Topics.deadLettersOf(topic)));
        this.publisher = Publisher.open(connection);
    }

    /** Gets ready to publish to the topic and to hear the answer. */
    public static <A extends SpecificRecord> RequestReply<A> open(
            KafkaConnection connection, String topic, String answers, Class<A> type) {
        return new RequestReply<>(connection, topic, answers, type);
    }

    /**
     * Publishes and waits for the answer.
     *
     * @param isAnswer tells the answer to this record from answers to others
     * @throws CliException with the exit code 1 when the record ends among the dead letters, 3 without an answer in time
     */
    public A ask(String key, byte[] value, Predicate<A> isAnswer) {
        RecordMetadata sent = publisher.publish(topic, key, value);
        return reader.await(record -> answer(record, sent, isAnswer), connection.timeout())
                .orElseThrow(() -> unanswered(sent));
    }

    /** The same where silence is an answer too: empty when the record was processed and nothing came of it. */
    public Optional<A> askForChange(String key, byte[] value, Predicate<A> isAnswer) {
        RecordMetadata sent = publisher.publish(topic, key, value);
        Instant deadline = Instant.now().plus(connection.timeout());
        try (GroupProgress progress = new GroupProgress(connection)) {
            while (Instant.now().isBefore(deadline)) {
                boolean processed = progress.hasPassed(topic, sent.partition(), sent.offset());
                Duration wait = processed ? ANSWERED_AFTER_COMMIT_WITHIN : LOOK_FOR_COMMIT_EVERY;
                Optional<A> answer = reader.await(record -> answer(record, sent, isAnswer), wait);
                if (answer.isPresent() || processed) {
                    return answer;
                }
            }
        }
        throw unanswered(sent);
    }

    private Optional<A> answer(ConsumerRecord<byte[], byte[]> record, RecordMetadata sent, Predicate<A> isAnswer) {
        if (DeadLetter.isTopic(record.topic())) {
            refuseIfOurs(DeadLetter.of(record), sent);
            return Optional.empty();
        }
        try {
            return record.value() == null
                    ? Optional.empty()
                    : Optional.of(codec.decode(record.value())).filter(isAnswer);
        } catch (UnreadableValueException e) {
            return Optional.empty(); // somebody else's, whatever it is
        }
    }

    private void refuseIfOurs(DeadLetter letter, RecordMetadata sent) {
        if (letter.isOf(topic, sent.partition(), sent.offset())) {
            throw CliException.no("it was set aside as a dead letter, " + letter.reason() + ": " + letter.message());
        }
    }

    private CliException unanswered(RecordMetadata sent) {
        return CliException.infrastructure("published as " + sent + ", but nothing came on " + answers + " within "
                + connection.timeout().toSeconds()
                + " s: look whether the service runs and how far it lags; the record is not lost");
    }

    @Override
    public void close() {
        reader.close();
        publisher.close();
    }
}

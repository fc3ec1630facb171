package dev.muster.cli.kafka;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.installation.MusterToken;
import dev.muster.cli.terminal.TerminalText;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Publishes one record and waits for the reply: a record on the reply topic, or a dead letter.
 *
 * @param <A> the type of the reply
 */
public final class RequestReply<A extends SpecificRecord> implements AutoCloseable {

    private static final Duration REPLY_AFTER_COMMIT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration COMMIT_POLL_INTERVAL = Duration.ofSeconds(1);

    private final KafkaConnection connection;
    private final String topic;
    private final String replyTopic;
    private final SingleObjectCodec<A> codec;
    private final TopicReader reader;
    private final Publisher publisher;

    private RequestReply(KafkaConnection connection, String topic, String replyTopic, Class<A> type) {
        this.connection = connection;
        this.topic = topic;
        this.replyTopic = replyTopic;
        this.codec = SingleObjectCodec.of(type);
        // Both clients connect at the same time: most of a command's duration is the start of its clients.
        CompletableFuture<Publisher> opening = CompletableFuture.supplyAsync(() -> Publisher.open(connection));
        try {
            this.reader =
                    TopicReader.fromEnd(connection, List.of(replyTopic, Topics.deadLettersOf(topic)), List.of(topic));
        } catch (CliException e) {
            publisher(opening).close();
            throw e;
        }
        this.publisher = publisher(opening);
    }

    private static Publisher publisher(CompletableFuture<Publisher> opening) {
        try {
            return opening.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CliException failure ? failure : e;
        }
    }

    /** Opens an exchange; replies are received from here on. */
    public static <A extends SpecificRecord> RequestReply<A> open(
            KafkaConnection connection, String topic, String replyTopic, Class<A> type) {
        return new RequestReply<>(connection, topic, replyTopic, type);
    }

    /**
     * Publishes a record with the token, if there is one, and waits for the reply.
     *
     * @param isReply matches the reply to this record
     * @throws CliException with exit code 1 if the record becomes a dead letter, 3 if there is no reply in time
     */
    public A request(String key, byte[] value, Optional<MusterToken> token, Predicate<A> isReply) {
        RecordMetadata sent = publisher.publish(record(key, value, token));
        return reader.await(record -> reply(record, sent, isReply), connection.timeout())
                .orElseThrow(() -> noReply(sent));
    }

    /** Like {@link #request}, but returns empty if the record was processed without a reply. */
    public Optional<A> requestChange(String key, byte[] value, Optional<MusterToken> token, Predicate<A> isReply) {
        RecordMetadata sent = publisher.publish(record(key, value, token));
        Instant deadline = Instant.now().plus(connection.timeout());
        try (GroupProgress progress = new GroupProgress(connection)) {
            while (Instant.now().isBefore(deadline)) {
                boolean processed = progress.hasProcessed(topic, sent.partition(), sent.offset());
                Duration wait = processed ? REPLY_AFTER_COMMIT_TIMEOUT : COMMIT_POLL_INTERVAL;
                Optional<A> reply = reader.await(record -> reply(record, sent, isReply), wait);
                if (reply.isPresent() || processed) {
                    return reply;
                }
            }
        }
        throw noReply(sent);
    }

    /**
     * Like {@link #requestChange}, for a record with any number of replies: returns those that came until none has come for 3
     * s after the record was processed.
     */
    public List<A> requestChanges(String key, byte[] value, Optional<MusterToken> token, Predicate<A> isReply) {
        RecordMetadata sent = publisher.publish(record(key, value, token));
        Instant deadline = Instant.now().plus(connection.timeout());
        List<A> replies = new ArrayList<>();
        try (GroupProgress progress = new GroupProgress(connection)) {
            boolean processed = false;
            while (processed || Instant.now().isBefore(deadline)) {
                int before = replies.size();
                processed = processed || progress.hasProcessed(topic, sent.partition(), sent.offset());
                Duration wait = processed ? REPLY_AFTER_COMMIT_TIMEOUT : COMMIT_POLL_INTERVAL;
                reader.await(
                        record -> {
                            reply(record, sent, isReply).ifPresent(replies::add);
                            return Optional.empty();
                        },
                        wait);
                if (processed && replies.size() == before) {
                    return replies;
                }
            }
        }
        throw noReply(sent);
    }

    private ProducerRecord<byte[], byte[]> record(String key, byte[] value, Optional<MusterToken> token) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        token.ifPresent(present -> TokenHeader.add(record, present));
        return record;
    }

    private Optional<A> reply(ConsumerRecord<byte[], byte[]> record, RecordMetadata sent, Predicate<A> isReply) {
        if (DeadLetter.isDeadLetterTopic(record.topic())) {
            failIfDeadLettered(DeadLetter.of(record), sent);
            return Optional.empty();
        }
        try {
            return record.value() == null
                    ? Optional.empty()
                    : Optional.of(codec.decode(record.value())).filter(isReply);
        } catch (UnreadableValueException e) {
            return Optional.empty(); // not the reply to our record
        }
    }

    private void failIfDeadLettered(DeadLetter letter, RecordMetadata sent) {
        if (letter.isOf(topic, sent.partition(), sent.offset())) {
            throw CliException.rejected("the record became a dead letter: "
                    + TerminalText.inLine(letter.reason() + ": " + letter.message()));
        }
    }

    private CliException noReply(RecordMetadata sent) {
        return CliException.unavailable("published as " + sent + ", but no reply on " + replyTopic + " within "
                + connection.timeout().toSeconds()
                + " s: check that the service is running and how far it lags; the record is not lost");
    }

    @Override
    public void close() {
        reader.close();
        publisher.close();
    }
}

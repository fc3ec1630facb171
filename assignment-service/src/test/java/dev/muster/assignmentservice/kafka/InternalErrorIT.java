package dev.muster.assignmentservice.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.messaging.consumer.BatchHandler;
import dev.muster.messaging.consumer.DeadLetterWriter;
import dev.muster.messaging.consumer.ReadPositions;
import dev.muster.messaging.consumer.TransactionalBatchListener;
import dev.muster.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

class InternalErrorIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final String run = UUID.randomUUID().toString();
    private final List<String> taken = new ArrayList<>();

    @Test
    void recordThatCausesAnInternalErrorBecomesADeadLetter() {
        String faulty = "faulty-" + run;

        listenerThatFailsFor(faulty).onMessage(List.of(record(0, "before"), record(1, faulty), record(2, "after")));

        assertThat(taken).containsExactly("before", "after");
        await().until(() ->
                !pipeline.deadLetters(Topics.ASSIGNMENT_COMMANDS, faulty).isEmpty());
        assertThat(pipeline.deadLetters(Topics.ASSIGNMENT_COMMANDS, faulty))
                .singleElement()
                .satisfies(letter -> assertThat(Pipeline.header(letter, "dead-letter-reason"))
                        .isEqualTo("internal_error"));
    }

    private TransactionalBatchListener<String> listenerThatFailsFor(String key) {
        ApplicationContext context = pipeline.context();
        return new TransactionalBatchListener<>(
                "own-fault-test",
                BatchHandler.<String>of(record -> new String(record.key(), UTF_8), keys -> {
                    if (keys.contains(key)) {
                        throw new IllegalStateException("a fault");
                    }
                    taken.addAll(keys);
                }),
                context.getBean(DeadLetterWriter.class),
                ReadPositions.NONE,
                context.getBean(TransactionTemplate.class),
                context.getBean(MeterRegistry.class));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String key) {
        return new ConsumerRecord<>(Topics.ASSIGNMENT_COMMANDS, 0, offset, key.getBytes(UTF_8), new byte[1]);
    }
}

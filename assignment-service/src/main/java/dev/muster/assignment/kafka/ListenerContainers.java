package dev.muster.assignment.kafka;

import dev.muster.inbox.Inbox;
import dev.muster.inbox.InputGuard;
import dev.muster.inbox.PollFailures;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Makes the containers that poll for the listeners. */
final class ListenerContainers {

    private final ConcurrentKafkaListenerContainerFactory<byte[], byte[]> factory;

    ListenerContainers(
            Map<String, Object> connection,
            InputGuard guard,
            ListenerSettings settings,
            PollFailures failures,
            MeterRegistry registry) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxPollRecords());
        ConsumerFactory<byte[], byte[]> consumers = Inbox.consumers(properties, guard);
        consumers.addListener(new MicrometerConsumerListener<>(registry));
        factory = Inbox.listeners(consumers, failures);
        factory.setConcurrency(settings.concurrency());
    }

    /** The consumer group of the listener. */
    static String groupOf(String name) {
        return "muster-" + name;
    }

    ConcurrentMessageListenerContainer<byte[], byte[]> create(
            String name, String topic, BatchMessageListener<byte[], byte[]> listener) {
        ConcurrentMessageListenerContainer<byte[], byte[]> container = factory.createContainer(topic);
        container.setBeanName(name);
        container.getContainerProperties().setGroupId(groupOf(name));
        container.getContainerProperties().setClientId("muster-" + name);
        container.getContainerProperties().setMessageListener(listener);
        return container;
    }
}

package dev.muster.assignmentservice.kafka;

import dev.muster.messaging.consumer.BatchListeners;
import dev.muster.messaging.consumer.InputGuard;
import dev.muster.messaging.consumer.PollFailureMonitor;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Creates listener containers. */
public final class ListenerContainers {

    private final ConcurrentKafkaListenerContainerFactory<byte[], byte[]> factory;

    public ListenerContainers(
            Map<String, Object> connection,
            InputGuard guard,
            ListenerSettings settings,
            PollFailureMonitor failures,
            MeterRegistry registry) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxPollRecords());
        ConsumerFactory<byte[], byte[]> consumers = BatchListeners.consumerFactory(properties, guard);
        consumers.addListener(new MicrometerConsumerListener<>(registry));
        factory = BatchListeners.containerFactory(consumers, failures);
        factory.setConcurrency(settings.concurrency());
    }

    /** The consumer group of the listener. */
    public static String groupOf(String name) {
        return "muster-" + name;
    }

    public ConcurrentMessageListenerContainer<byte[], byte[]> create(
            String name, String topic, BatchMessageListener<byte[], byte[]> listener) {
        ConcurrentMessageListenerContainer<byte[], byte[]> container = factory.createContainer(topic);
        container.setBeanName(name);
        container.getContainerProperties().setGroupId(groupOf(name));
        container.getContainerProperties().setClientId("muster-" + name);
        container.getContainerProperties().setMessageListener(listener);
        return container;
    }
}

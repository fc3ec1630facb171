package dev.muster.ingestservice.report.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Consumers whose offsets never reach the broker: what a process leaves that dies right behind a commit. No component,
 * so that only who names it has it.
 */
class LostOffsets {

    private static final AtomicInteger LOST = new AtomicInteger();

    static void reset() {
        LOST.set(0);
    }

    /** How often an offset was to be committed. */
    static int lost() {
        return LOST.get();
    }

    @Bean
    static BeanPostProcessor offsetsLost() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof ConsumerFactory<?, ?> consumers) {
                    addTo(consumers);
                }
                return bean;
            }
        };
    }

    private static <K, V> void addTo(ConsumerFactory<K, V> consumers) {
        consumers.addPostProcessor(LostOffsets::losing);
    }

    @SuppressWarnings("unchecked") // a proxy of the same interface
    private static <K, V> Consumer<K, V> losing(Consumer<K, V> consumer) {
        return (Consumer<K, V>) Proxy.newProxyInstance(
                LostOffsets.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("commit")) {
                        LOST.incrementAndGet();
                        throw new KafkaException("the process is dead");
                    }
                    try {
                        return method.invoke(consumer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

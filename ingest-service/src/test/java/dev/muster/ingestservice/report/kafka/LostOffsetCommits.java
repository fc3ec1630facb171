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
 * Consumers whose offset commits fail, as if the process crashed after the database commit. Not a component: tests import
 * it.
 */
class LostOffsetCommits {

    private static final AtomicInteger LOST = new AtomicInteger();

    static void reset() {
        LOST.set(0);
    }

    /** The number of failed offset commits. */
    static int lost() {
        return LOST.get();
    }

    @Bean
    static BeanPostProcessor losesOffsetCommits() {
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
        consumers.addPostProcessor(LostOffsetCommits::failingCommits);
    }

    @SuppressWarnings("unchecked") // a proxy of the same interface
    private static <K, V> Consumer<K, V> failingCommits(Consumer<K, V> consumer) {
        return (Consumer<K, V>) Proxy.newProxyInstance(
                LostOffsetCommits.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                (proxy, method, arguments) -> {
                    if (method.getName().startsWith("commit")) {
                        LOST.incrementAndGet();
                        throw new KafkaException("the process has crashed");
                    }
                    try {
                        return method.invoke(consumer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

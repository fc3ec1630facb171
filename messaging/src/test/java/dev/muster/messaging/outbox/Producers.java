package dev.muster.messaging.outbox;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/** Real producers with injected faults. */
final class Producers {

    private Producers() {}

    /** Some sends fail like those that time out waiting for metadata, after earlier sends. */
    @SuppressWarnings("unchecked") // send takes a record
    static Producer<byte[], byte[]> failing(
            Producer<byte[], byte[]> producer, Predicate<ProducerRecord<byte[], byte[]>> failing) {
        return proxy((proxy, method, arguments) -> {
            if (method.getName().equals("send") && failing.test((ProducerRecord<byte[], byte[]>) arguments[0])) {
                producer.flush();
                TimeoutException noMetadata = new TimeoutException("no metadata");
                if (arguments.length == 2) {
                    ((Callback) arguments[1]).onCompletion(null, noMetadata);
                }
                return CompletableFuture.failedFuture(noMetadata);
            }
            return invoke(producer, method, arguments);
        });
    }

    /**
     * Hands the records to {@code taken} instead of to Kafka, and never gets an answer: the producer of a process that
     * is stopped while its bytes are on their way.
     */
    @SuppressWarnings("unchecked") // send takes a record
    static Producer<byte[], byte[]> held(
            Producer<byte[], byte[]> producer, Consumer<ProducerRecord<byte[], byte[]>> taken) {
        return proxy((proxy, method, arguments) -> {
            if (method.getName().equals("send")) {
                taken.accept((ProducerRecord<byte[], byte[]>) arguments[0]);
                return new CompletableFuture<>();
            }
            if (method.getName().equals("flush")) {
                new CountDownLatch(1).await();
            }
            return invoke(producer, method, arguments);
        });
    }

    /** Runs an action after Kafka has acknowledged, before the relay continues. */
    static Producer<byte[], byte[]> afterFlush(Producer<byte[], byte[]> producer, Runnable action) {
        return proxy((proxy, method, arguments) -> {
            Object result = invoke(producer, method, arguments);
            if (method.getName().equals("flush")) {
                action.run();
            }
            return result;
        });
    }

    @SuppressWarnings("unchecked") // a proxy of the same interface
    private static Producer<byte[], byte[]> proxy(InvocationHandler handler) {
        return (Producer<byte[], byte[]>)
                Proxy.newProxyInstance(Producers.class.getClassLoader(), new Class<?>[] {Producer.class}, handler);
    }

    private static Object invoke(Producer<byte[], byte[]> producer, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(producer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

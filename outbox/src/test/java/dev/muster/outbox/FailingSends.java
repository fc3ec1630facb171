package dev.muster.outbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/** Real producers, but that some sends fail as those do that waited for metadata in vain, behind what was sent before. */
final class FailingSends {

    private FailingSends() {}

    @SuppressWarnings("unchecked") // a proxy of the same interface; send takes a record
    static Producer<byte[], byte[]> around(
            Producer<byte[], byte[]> producer, Predicate<ProducerRecord<byte[], byte[]>> failing) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                FailingSends.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send")
                            && failing.test((ProducerRecord<byte[], byte[]>) arguments[0])) {
                        producer.flush();
                        TimeoutException noMetadata = new TimeoutException("no metadata");
                        if (arguments.length == 2) {
                            ((Callback) arguments[1]).onCompletion(null, noMetadata);
                        }
                        return CompletableFuture.failedFuture(noMetadata);
                    }
                    try {
                        return method.invoke(producer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

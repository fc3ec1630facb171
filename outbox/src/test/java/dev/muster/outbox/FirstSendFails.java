package dev.muster.outbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

/** Real producers, but that the first send of all fails as one does that waited for metadata in vain. */
final class FirstSendFails {

    private final AtomicBoolean failed = new AtomicBoolean();

    @SuppressWarnings("unchecked") // a proxy of the same interface
    Producer<byte[], byte[]> around(Producer<byte[], byte[]> producer) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                FirstSendFails.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send") && !failed.getAndSet(true)) {
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

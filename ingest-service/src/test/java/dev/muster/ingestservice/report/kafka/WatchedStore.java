package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.InventoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BiConsumer;

/** A store, and what comes before each call of it: that may look at the call, or fail in its place. */
final class WatchedStore {

    private WatchedStore() {}

    /** The store behind something that takes the method's name and its arguments. */
    static InventoryStore of(InventoryStore store, BiConsumer<String, Object[]> before) {
        return (InventoryStore) Proxy.newProxyInstance(
                WatchedStore.class.getClassLoader(),
                new Class<?>[] {InventoryStore.class},
                (proxy, method, arguments) -> {
                    before.accept(method.getName(), arguments);
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

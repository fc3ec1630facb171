package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.InventoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BiConsumer;

/** A store whose calls are intercepted: the interceptor may record a call or fail it. */
final class InterceptedStore {

    private InterceptedStore() {}

    /** Wraps a store; the interceptor gets the name and the arguments of each call before it is made. */
    static InventoryStore of(InventoryStore store, BiConsumer<String, Object[]> before) {
        return (InventoryStore) Proxy.newProxyInstance(
                InterceptedStore.class.getClassLoader(),
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

package dev.muster.localstack;

import org.apache.kafka.common.utils.Exit;

/**
 * What happens when the broker calls a fault fatal. Kafka would halt the whole JVM at once, and leave behind whatever
 * the JVM has to clean up, such as PostgreSQL.
 */
final class BrokerFaults {

    private static final ThreadLocal<Boolean> STARTING = ThreadLocal.withInitial(() -> false);

    private BrokerFaults() {}

    /** Starts a broker in this thread; a fault is thrown as an exception, after Kafka has cleaned up. */
    static void duringStart(Runnable start) {
        Exit.setHaltProcedure(BrokerFaults::onFatal);
        Exit.setExitProcedure(BrokerFaults::onFatal);
        STARTING.set(true);
        try {
            start.run();
        } finally {
            STARTING.remove();
        }
    }

    /** A broker that fails later takes the JVM with it all the same, but in an orderly way. */
    private static void onFatal(int status, String message) {
        if (!STARTING.get()) {
            new Thread(() -> System.exit(status), "broker-failed").start();
        }
    }
}

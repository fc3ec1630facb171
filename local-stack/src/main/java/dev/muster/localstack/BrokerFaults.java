package dev.muster.localstack;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/**
 * What happens when the broker calls a fault fatal. Kafka would halt the whole JVM at once, and leave behind whatever
 * the JVM has to clean up, such as PostgreSQL.
 */
final class BrokerFaults {

    /** Of the command line: something that is needed is not there. */
    private static final int STATUS = 3;

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
    private static void onFatal(int status, @Nullable String message) {
        if (!STARTING.get()) {
            new Thread(() -> end(message), "broker-failed").start();
        }
    }

    /** Standard error may be the log by now; who waits for the broker looks at where it was before. */
    private static void end(@Nullable String message) {
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
                .println("muster: the Kafka broker failed, which ends this process; its log says why"
                        + (message == null ? "" : ": " + message));
        System.exit(STATUS);
    }
}

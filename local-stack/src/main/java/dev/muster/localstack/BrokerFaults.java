package dev.muster.localstack;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/**
 * Handles fatal faults of the broker. By default Kafka halts the whole JVM at once and leaves other processes, such as
 * PostgreSQL, running.
 */
final class BrokerFaults {

    /** The exit code of the CLI for an unavailable dependency. */
    private static final int STATUS = 3;

    private static final ThreadLocal<Boolean> STARTING = ThreadLocal.withInitial(() -> false);

    private BrokerFaults() {}

    /** Starts a broker in this thread; a fatal fault becomes an exception, after Kafka has cleaned up. */
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

    /** A broker that fails later ends the JVM too, but with its shutdown hooks. */
    private static void onFatal(int status, @Nullable String message) {
        if (!STARTING.get()) {
            new Thread(() -> end(message), "broker-failed").start();
        }
    }

    /** Writes to the original standard error, since the present one may be redirected to the log. */
    private static void end(@Nullable String message) {
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
                .println("muster: the Kafka broker failed, which ends this process; its log says why"
                        + (message == null ? "" : ": " + message));
        System.exit(STATUS);
    }
}

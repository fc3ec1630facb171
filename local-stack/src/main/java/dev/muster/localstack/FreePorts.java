package dev.muster.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds free ports. A port stays free until its server is started, and while it is restarted: ports are below the range
 * that operating systems use for outgoing connections, a process gets none twice before it has had all of its own, and
 * processes with neighboring ids have different ones.
 */
public final class FreePorts {

    /** The address that the local stack listens on. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int FIRST = 20_000;
    private static final int PER_PROCESS = 100;
    private static final int PROCESSES = 120;
    private static final int FIRST_OF_PROCESS =
            FIRST + (int) (ProcessHandle.current().pid() % PROCESSES) * PER_PROCESS;
    private static final AtomicInteger CHOSEN = new AtomicInteger();

    private FreePorts() {}

    /**
     * Returns the given port, or any free one for 0.
     *
     * @throws LocalStackException when the port is in use
     */
    public static int choose(int requested) {
        if (requested == 0) {
            return any();
        }
        if (!isFree(requested)) {
            throw new LocalStackException(
                    LocalStackException.Code.PORT_IN_USE,
                    "port " + requested + " of " + LOOPBACK
                            + " is taken: stop what listens there, or choose another port");
        }
        return requested;
    }

    private static int any() {
        for (int attempt = 0; attempt < PER_PROCESS; attempt++) {
            int port = FIRST_OF_PROCESS + Math.floorMod(CHOSEN.getAndIncrement(), PER_PROCESS);
            if (isFree(port)) {
                return port;
            }
        }
        throw new LocalStackException(
                LocalStackException.Code.PORT_IN_USE,
                "none of the ports " + FIRST_OF_PROCESS + " to " + (FIRST_OF_PROCESS + PER_PROCESS - 1) + " of "
                        + LOOPBACK + " is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

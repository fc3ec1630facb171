package dev.muster.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds free ports.
 *
 * <p>They are below the range that operating systems use for outgoing connections, so that a port stays free while its
 * server is restarted.
 */
public final class FreePorts {

    /** The address that the local stack listens on. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int ATTEMPTS = 100;

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
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new LocalStackException(
                LocalStackException.Code.PORT_IN_USE,
                "none of " + ATTEMPTS + " ports tried from " + FIRST + " to " + END + " of " + LOOPBACK + " is free");
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

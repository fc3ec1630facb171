package dev.muster.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports nobody listens on.
 *
 * <p>They are taken from below the range that operating systems give to outgoing connections, so that a port stays free
 * while the server behind it is stopped and started again.
 */
public final class FreePorts {

    /** The address that the local stack listens on, and what this class looks for ports on. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int ATTEMPTS = 100;

    private FreePorts() {}

    /**
     * The port itself, or any free one for 0.
     *
     * @throws LocalStackException when the port is taken
     */
    public static int choose(int wanted) {
        if (wanted == 0) {
            return any();
        }
        if (!isFree(wanted)) {
            throw new LocalStackException(
                    LocalStackException.Code.PORT_IN_USE,
                    "port " + wanted + " of " + LOOPBACK
                            + " is taken: stop what listens there, or choose another port");
        }
        return wanted;
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

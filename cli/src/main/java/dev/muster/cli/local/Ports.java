package dev.muster.cli.local;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Finds free ports. */
final class Ports {

    static final String LOOPBACK = "127.0.0.1";

    private Ports() {}

    /** Returns the preferred port if it is free, else any free port. */
    static int freeOr(int preferred) {
        return isFree(preferred) ? preferred : any();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static int any() {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw CliException.unavailable("no free port available: " + Cause.of(e), e);
        }
    }
}

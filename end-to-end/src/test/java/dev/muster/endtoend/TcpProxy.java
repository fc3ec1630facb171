package dev.muster.endtoend;

import dev.muster.localstack.FreePorts;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on the loopback address that simulates network faults. Forwards bytes unless frozen or refusing.
 */
final class TcpProxy implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final int port = FreePorts.choose(0);
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private int target;
    private boolean frozen;
    private @Nullable ServerSocket listening;

    private TcpProxy(int target) {
        this.target = target;
    }

    /** Creates a proxy to a port of the loopback address. */
    static TcpProxy to(int target) {
        TcpProxy proxy = new TcpProxy(target);
        proxy.accept();
        return proxy;
    }

    /** Creates a proxy that refuses connections. */
    static TcpProxy closed() {
        return new TcpProxy(0);
    }

    /** The port that it listens on. */
    int port() {
        return port;
    }

    /** The address that it listens on, {@code host:port}. */
    String address() {
        return FreePorts.LOOPBACK + ":" + port;
    }

    /** Stops forwarding in both directions without losing bytes; still accepts connections. */
    synchronized void freeze() {
        frozen = true;
    }

    /** Resumes forwarding, including the bytes received while frozen. */
    synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    /** Closes all connections and refuses new ones. */
    synchronized void refuse() {
        ServerSocket socket = listening;
        listening = null;
        if (socket != null) {
            close(socket);
        }
        cut();
    }

    /** Accepts connections again; no effect if it already does. */
    synchronized void accept() {
        if (listening != null) {
            return;
        }
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listening = socket;
            start("accept", () -> acceptFrom(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes all connections; still accepts new ones. */
    void cut() {
        links.forEach(Link::close);
    }

    /** Changes the target port of new connections; existing ones are kept. */
    synchronized void redirect(int newTarget) {
        target = newTarget;
    }

    /** Whether a connection of this proxy to the server has this client port. */
    boolean isFrom(long clientPort) {
        return links.stream().anyMatch(link -> link.serverSidePort() == clientPort);
    }

    @Override
    public void close() {
        refuse();
        thaw();
    }

    private void acceptFrom(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Link link = new Link(socket.accept());
                links.add(link);
                start("connect", link::connect);
            } catch (IOException e) {
                close(socket);
            }
        }
    }

    private synchronized int awaitTarget() throws InterruptedException {
        awaitThaw();
        return target;
    }

    private synchronized void awaitThaw() throws InterruptedException {
        while (frozen) {
            wait();
        }
    }

    private void start(String what, Runnable work) {
        Thread thread = new Thread(work, "proxy-" + port + "-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client connection and its connection to the server. */
    private final class Link implements AutoCloseable {

        private final Socket client;
        private final Socket server = new Socket();

        private Link(Socket client) {
            this.client = client;
        }

        private int serverSidePort() {
            return server.getLocalPort();
        }

        private void connect() {
            try {
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), awaitTarget()));
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                start("answers", () -> pass(server, client));
                pass(client, server);
            } catch (IOException | InterruptedException e) {
                close();
            }
        }

        private void pass(Socket from, Socket to) {
            byte[] buffer = new byte[BUFFER_BYTES];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                int read = in.read(buffer);
                while (read >= 0) {
                    awaitThaw();
                    out.write(buffer, 0, read);
                    read = in.read(buffer);
                }
                awaitThaw();
            } catch (IOException | InterruptedException e) {
                // One side closed the connection; close the other side too.
            } finally {
                close();
            }
        }

        @Override
        public void close() {
            links.remove(this);
            TcpProxy.close(client);
            TcpProxy.close(server);
        }
    }
}

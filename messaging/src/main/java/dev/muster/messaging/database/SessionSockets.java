package dev.muster.messaging.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * The sockets of all database sessions of a service. Closing them when the service stops ends statements that wait for
 * a server without response. Thread-safe.
 */
public final class SessionSockets {

    private static final Map<String, SessionSockets> BY_ID = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public SessionSockets() {
        BY_ID.put(id, this);
    }

    /** Properties for the driver that make it create its sockets here. */
    public Properties driverProperties() {
        Properties properties = new Properties();
        properties.setProperty("socketFactory", Factory.class.getName());
        properties.setProperty("socketFactoryArg", id);
        return properties;
    }

    /** Closes all sockets, and each one that is opened later. */
    public void closeAll() {
        closed = true;
        sockets.forEach(SessionSockets::close);
    }

    private Socket add(Socket socket) throws IOException {
        sockets.removeIf(Socket::isClosed);
        sockets.add(socket);
        if (closed) {
            close(socket);
            throw new SocketException("the service is stopping");
        }
        return socket;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // The socket is not used any more, closed or not.
        }
    }

    /** Created by the driver from its class name and argument. */
    public static final class Factory extends SocketFactory {

        private final SessionSockets owner;

        /** Creates sockets for the instance with this id. */
        public Factory(String id) {
            SessionSockets found = BY_ID.get(id);
            if (found == null) {
                throw new IllegalArgumentException("socketFactoryArg is not of this process");
            }
            owner = found;
        }

        @Override
        public Socket createSocket() throws IOException {
            return owner.add(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return owner.add(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return owner.add(new Socket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return owner.add(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return owner.add(new Socket(host, port, local, localPort));
        }
    }
}

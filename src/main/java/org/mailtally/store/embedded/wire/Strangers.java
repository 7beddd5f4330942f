package org.mailtally.store.embedded.wire;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections on which nobody has logged in: so many are kept, and above that the one is closed that was silent for longest.
 * Drivers keep one of their own to watch the server by, on which they never log in, but greet every few seconds. Thread-safe.
 */
final class Strangers {
    private static final int MOST = 300;

    private final Map<Connection, Channel> connections = new ConcurrentHashMap<>();

    void add(Connection connection, Channel channel) {
        connections.put(connection, channel);
        if (connections.size() > MOST) {
            connections.entrySet().stream()
                    .min(Comparator.comparingLong(entry -> entry.getKey().silentSince() - System.nanoTime()))
                    .ifPresent(silent -> {
                        connections.remove(silent.getKey());
                        Future<?> unused = silent.getValue().close(); // its end is noted when it comes
                    });
        }
    }

    void remove(Connection connection) {
        connections.remove(connection);
    }

    /** Takes note of who is at the other end now. */
    void update(Connection connection, Channel channel) {
        if (connection.isStrangers()) {
            connections.put(connection, channel);
        } else {
            connections.remove(connection);
        }
    }
}

package org.mailtally.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The end of connections on which the head of a request takes too long: a byte now and then keeps a connection from being idle.
 * Thread-safe.
 */
final class SlowClients implements Connection.Listener {

    /** How long the first head may take where more than half of the connections that may be are there. */
    private static final Duration WHEN_CROWDED = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final HttpServer.Limits limits;
    private final AtomicInteger open = new AtomicInteger();

    SlowClients(Scheduler scheduler, HttpServer.Limits limits) {
        this.scheduler = scheduler;
        this.limits = limits;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection http) {
            boolean isCrowded = open.incrementAndGet() > limits.connections() / 2;
            look(http, isCrowded ? WHEN_CROWDED : limits.head(), false);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof HttpConnection) {
            open.decrementAndGet();
        }
    }

    /** @param suspected whether it had been at a head before */
    private void look(HttpConnection http, Duration after, boolean suspected) {
        long bytes = http.getBytesIn();
        long requests = http.getMessagesIn();
        scheduler.schedule(
                () -> {
                    boolean isAtAHead = http.getMessagesIn() == requests
                            && http.getMessagesOut() == requests
                            && http.getBytesIn() > bytes;
                    if (http.getMessagesIn() == 0 || (isAtAHead && suspected)) {
                        http.getEndPoint().close();
                    } else if (http.getEndPoint().isOpen()) {
                        look(http, limits.head(), isAtAHead);
                    }
                },
                after.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}

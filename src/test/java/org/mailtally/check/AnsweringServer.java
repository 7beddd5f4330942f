package org.mailtally.check;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on loopback that answers everything alike, and remembers what it was asked. */
final class AnsweringServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String asked = "";

    private AnsweringServer(Answer answer) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", exchange -> {
            asked = exchange.getRequestURI().toString() + " "
                    + exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            if (answer.status() / 100 == 3) {
                exchange.getResponseHeaders().add("Location", answer.elsewhere());
            }
            exchange.sendResponseHeaders(answer.status(), answer.whole() ? length(body) : body.length + 100L);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
                out.flush();
                if (!answer.whole()) {
                    waitForTheEnd();
                }
            }
        });
        server.start();
    }

    /**
     * An answer: its status and its body; one that is not whole stops in the middle until the server is closed. A redirect
     * leads elsewhere.
     */
    record Answer(int status, String body, boolean whole, String elsewhere) {}

    static AnsweringServer answering(int status, String body) {
        return new AnsweringServer(new Answer(status, body, true, "/elsewhere"));
    }

    /** A server that answers with a good body and a redirect. */
    static AnsweringServer redirecting(String elsewhere, String body) {
        return new AnsweringServer(new Answer(302, body, true, elsewhere));
    }

    /** A server that never comes to the end of its answer. */
    static AnsweringServer hanging(String body) {
        return new AnsweringServer(new Answer(200, body, false, ""));
    }

    private static long length(byte[] body) {
        return body.length == 0 ? -1 : body.length;
    }

    private void waitForTheEnd() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The path and query asked for last, and the Authorization headers sent with it. */
    String asked() {
        return asked;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}

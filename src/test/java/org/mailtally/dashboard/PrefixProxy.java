package org.mailtally.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A reverse proxy on loopback that serves another server below a path, which it takes away, and nothing else. */
final class PrefixProxy implements AutoCloseable {

    private static final String PREFIX = "/mail";

    private final String behind;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<URI> outside = new ConcurrentLinkedQueue<>();

    /** @param behind the address of the server behind it, with a slash at its end */
    PrefixProxy(String behind) {
        this.behind = behind;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            outside.add(exchange.getRequestURI());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.createContext(PREFIX + "/", this::forward);
        server.start();
    }

    private void forward(HttpExchange exchange) throws IOException {
        String rest = exchange.getRequestURI().toString().substring(PREFIX.length() + 1);
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(behind + rest)).build();
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            response.headers().firstValue("content-type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            byte[] body = response.body();
            exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PREFIX + "/";
    }

    /** What was requested that lies outside the path. */
    List<URI> outside() {
        return List.copyOf(outside);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

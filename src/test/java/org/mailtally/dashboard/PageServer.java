package org.mailtally.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Serves the page on loopback as the routes do, with a situation that a test may change while it runs. */
final class PageServer implements AutoCloseable {
    private final Dashboard dashboard = new Dashboard();
    private final HttpServer server;
    private final Queue<URI> asked = new ConcurrentLinkedQueue<>();
    private volatile Situation situation;
    private volatile boolean tableFails;

    PageServer(Situation situation) throws IOException {
        this.situation = situation;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    void show(Situation changed) {
        situation = changed;
    }

    void failTables() {
        tableFails = true;
    }

    /** How often a path was asked for. */
    long asked(String path) {
        return asked.stream().filter(uri -> uri.getPath().equals(path)).count();
    }

    /** What was asked for and is none of the page's own resources, /health or /gviz. */
    List<URI> askedInVain() {
        return asked.stream()
                .filter(uri ->
                        !uri.getPath().equals("/health") && !uri.getPath().equals("/gviz"))
                .filter(uri -> dashboard.page(uri.getPath()).isEmpty())
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        asked.add(uri);
        if (uri.getPath().equals("/health")) {
            Health health = dashboard.health(
                    situation, parameter(uri, "zone").findFirst().orElse(null));
            send(exchange, health.status(), "application/json; charset=utf-8", health.json());
        } else if (uri.getPath().equals("/gviz")) {
            boolean byValue = parameter(uri, "by").findFirst().isPresent();
            send(exchange, 200, "application/json; charset=utf-8", byValue ? values() : table(uri));
        } else {
            Optional<Page> page = dashboard.page(uri.getPath());
            page.ifPresent(found -> {
                exchange.getResponseHeaders().set("ETag", found.etag());
                exchange.getResponseHeaders().set("Cache-Control", found.cacheControl());
                exchange.getResponseHeaders().set("Content-Security-Policy", found.contentSecurityPolicy());
                send(exchange, 200, found.contentType(), found.text());
            });
            if (page.isEmpty()) {
                send(exchange, 404, "text/plain; charset=utf-8", "Nothing is at " + uri.getPath() + ".\n");
            }
        }
    }

    private String table(URI uri) {
        if (tableFails) {
            return "{\"version\":\"0.6\",\"reqId\":\"0\",\"status\":\"error\",\"errors\":[{\"reason\":\"other\","
                    + "\"message\":\"Could not complete request\",\"detailed_message\":\"The store is away.\"}]}";
        }
        List<Situation.Hour> hours = parameter(uri, "tracker").map(this::hour).toList();
        String cols = hours.stream()
                .map(hour -> ",{\"id\":\"" + hour.name() + "\",\"label\":\"\",\"type\":\"number\"}")
                .collect(Collectors.joining());
        String rows = IntStream.range(0, 13)
                .mapToObj(i -> "{\"c\":[{\"v\":\"" + date(situation.from().plus(Situation.WINDOW.multipliedBy(i)))
                        + "\"}"
                        + hours.stream()
                                .map(hour -> cell(hour.windows().get(i)))
                                .collect(Collectors.joining())
                        + "]}")
                .collect(Collectors.joining(","));
        return "{\"version\":\"0.6\",\"reqId\":\"0\",\"status\":\"ok\",\"sig\":\"1\",\"table\":{\"cols\":"
                + "[{\"id\":\"time\",\"label\":\"Time\",\"type\":\"datetime\"}" + cols + "],\"rows\":[" + rows + "]}}";
    }

    /** What the page asks for is grouped and ordered already: ten values, the others among them. */
    private static String values() {
        String rows = IntStream.range(0, 10)
                .mapToObj(i ->
                        "{\"c\":[{\"v\":\"" + (i == 1 ? "other" : "<b>mx" + i) + "\"},{\"v\":" + (100 - i * 10) + "}]}")
                .collect(Collectors.joining(","));
        return "{\"version\":\"0.6\",\"reqId\":\"0\",\"status\":\"ok\",\"sig\":\"1\",\"table\":{\"cols\":["
                + "{\"id\":\"by\",\"label\":\"host\",\"type\":\"string\"},"
                + "{\"id\":\"sum-count\",\"label\":\"\",\"type\":\"number\"}],\"rows\":[" + rows + "]}}";
    }

    private Situation.Hour hour(String name) {
        return Stream.concat(situation.trackers().stream(), Stream.of(situation.lines()))
                .filter(hour -> hour.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String cell(@Nullable Long count) {
        return count == null ? ",null" : ",{\"v\":" + count + "}";
    }

    private static String date(Instant instant) {
        ZonedDateTime utc = instant.atZone(ZoneOffset.UTC);
        return "Date(" + utc.getYear() + "," + (utc.getMonthValue() - 1) + "," + utc.getDayOfMonth() + ","
                + utc.getHour() + "," + utc.getMinute() + "," + utc.getSecond() + ")";
    }

    private static Stream<String> parameter(URI uri, String name) {
        String query = uri.getQuery();
        return query == null
                ? Stream.empty()
                : Arrays.stream(query.split("&", -1))
                        .filter(pair -> pair.startsWith(name + "="))
                        .map(pair -> pair.substring(name.length() + 1));
    }

    private static void send(HttpExchange exchange, int status, String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

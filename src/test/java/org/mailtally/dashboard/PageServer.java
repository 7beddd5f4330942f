package org.mailtally.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
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
            send(exchange, 200, "application/json; charset=utf-8", byValue ? values(uri) : table(uri));
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
        ZoneId zone = parameter(uri, "zone").findFirst().map(ZoneId::of).orElseThrow();
        ChronoUnit unit = step(uri);
        String rows = starts(uri, zone)
                .map(start -> "{\"c\":[{\"v\":\"" + date(start) + "\"}"
                        + hours.stream()
                                .map(hour -> cell(count(hour, start.toInstant(), unit)))
                                .collect(Collectors.joining())
                        + "]}")
                .collect(Collectors.joining(","));
        return "{\"version\":\"0.6\",\"reqId\":\"0\",\"status\":\"ok\",\"sig\":\"1\",\"table\":{\"cols\":"
                + "[{\"id\":\"time\",\"label\":\"Time\",\"type\":\"datetime\"}" + cols + "],\"rows\":[" + rows + "]}}";
    }

    private static ChronoUnit step(URI uri) {
        return switch (parameter(uri, "step").findFirst().orElseThrow()) {
            case "window" -> ChronoUnit.MINUTES;
            case "hour" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }

    /** The beginnings of the steps that a request is about, none after now. */
    private Stream<ZonedDateTime> starts(URI uri, ZoneId zone) {
        ChronoUnit unit = step(uri);
        Instant now = situation.from().plus(Situation.WINDOW.multipliedBy(13));
        Instant to = parameter(uri, "to")
                .findFirst()
                .map(Instant::parse)
                .filter(now::isAfter)
                .orElse(now);
        Instant from = parameter(uri, "from")
                .findFirst()
                .map(Instant::parse)
                .orElseGet(() -> to.minus(
                        Long.parseLong(parameter(uri, "minutes").findFirst().orElseThrow())
                                + (unit == ChronoUnit.MINUTES ? 5 : 0),
                        ChronoUnit.MINUTES));
        ZonedDateTime first = from.atZone(zone).truncatedTo(unit);
        return Stream.iterate(
                first,
                time -> time.toInstant().isBefore(to),
                time -> time.plus(unit == ChronoUnit.MINUTES ? 5 : 1, unit));
    }

    /** The counts of the situation's hour; before it, 50 a window. */
    private @Nullable Long count(Situation.Hour hour, Instant start, ChronoUnit unit) {
        long index = Duration.between(situation.from(), start).dividedBy(Situation.WINDOW);
        return unit != ChronoUnit.MINUTES
                ? Long.valueOf(50 * unit.getDuration().dividedBy(Situation.WINDOW))
                : start.isBefore(situation.from())
                        ? Long.valueOf(50)
                        : hour.windows().get((int) index);
    }

    /** What the page asks for is grouped and ordered already: ten values, the others among them; a value's own counts are 7. */
    private String values(URI uri) {
        String tq = parameter(uri, "tq").findFirst().orElse("").replace('+', ' ');
        if (tq.startsWith("select time")) {
            ZoneId zone = parameter(uri, "zone").findFirst().map(ZoneId::of).orElseThrow();
            String value = tq.contains("time, `by`") ? ",{\"v\":\"<b>mx0\"}" : "";
            String counts = starts(uri, zone)
                    .map(start -> "{\"c\":[{\"v\":\"" + date(start) + "\"}" + value + ",{\"v\":7}]}")
                    .collect(Collectors.joining(","));
            return "{\"version\":\"0.6\",\"status\":\"ok\",\"table\":{\"cols\":[],\"rows\":[" + counts + "]}}";
        }
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

    private static String date(ZonedDateTime time) {
        return "Date(" + time.getYear() + "," + (time.getMonthValue() - 1) + "," + time.getDayOfMonth() + ","
                + time.getHour() + "," + time.getMinute() + "," + time.getSecond() + ")";
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

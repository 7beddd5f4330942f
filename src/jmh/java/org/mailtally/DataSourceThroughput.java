package org.mailtally;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.bson.Document;
import org.mailtally.settings.LiveSettings;
import org.mailtally.settings.Settings;
import org.mailtally.tally.Step;

/**
 * Requests a second of {@code /gviz} for the last hour and for a year by days, from an embedded store with a year of windows, hours and days of
 * five trackers, beside a route that answers with the same bytes without looking at anything. In turns, in one process.
 */
public final class DataSourceThroughput {
    private static final List<String> TRACKERS = List.of("outgoing", "incoming", "bounced", "deferred", "rejected");
    private static final int CLIENTS = 2;
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final int WARMING_ROUNDS = 10;
    private static final int ROUNDS = 3;

    /** In place of this each request has a number of its own. */
    private static final String NUMBER = "NUMBER";

    /** A query that all rows meet, and that is another with each number. */
    private static final String OTHER_QUERY = "&tq=where%20outgoing%20%3E%20-" + NUMBER;

    private DataSourceThroughput() {}

    /** Prints a line for each query. */
    public static void main(String[] arguments) throws Exception {
        Path home = Files.createTempDirectory("mailtally-throughput");
        int port = freePort();
        Settings settings = settings(home, port);
        Store store = Store.open(settings);
        Instant end = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        fill(store, end);
        PrintStream quiet = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Main process = new Service(new LiveSettings(settings), Clock.systemUTC(), quiet).main(store);
        String year = "/gviz?step=day&zone=UTC&from=" + end.minus(Duration.ofDays(365)) + "&to=" + end + "&tqx=reqId:1";
        String hour = "/gviz?minutes=60&zone=UTC&tqx=reqId:1";
        List<String> queries = List.of(
                hour,
                hour + "&zx=" + NUMBER,
                hour.replace("reqId:1", "reqId:" + NUMBER),
                hour + OTHER_QUERY,
                year,
                year + "&tq=select%20time%2Coutgoing%20where%20outgoing%20%3E%2080000",
                year + "&tq=select%20month(time)%2Csum(outgoing)%20group%20by%20month(time)",
                year + "&zx=" + NUMBER,
                year.replace("reqId:1", "reqId:" + NUMBER),
                year + OTHER_QUERY);
        byte[][] bodies = new byte[queries.size()][];
        process.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                for (int i = 0; i < bodies.length; i++) {
                    int query = i;
                    from("jetty:http://127.0.0.1:" + port + "/constant" + i)
                            .routeId("constant" + i)
                            .removeHeaders("*")
                            .setHeader("Content-Type", constant("application/json; charset=UTF-8"))
                            .process(exchange -> exchange.getMessage().setBody(bodies[query]));
                }
            }
        });
        process.start();
        for (int i = 0; i < queries.size(); i++) {
            bodies[i] = body(port, queries.get(i));
        }
        for (int warming = 0; warming < WARMING_ROUNDS; warming++) {
            requests(port, queries.get(warming % queries.size()));
            requests(port, "/constant" + warming % queries.size());
        }
        for (int i = 0; i < queries.size(); i++) {
            compare(port, queries.get(i), "/constant" + i, bodies[i].length);
        }
        process.stop();
        store.close();
        System.exit(0);
    }

    private static void compare(int port, String query, String constant, int bytes) throws Exception {
        List<Double> ratios = new ArrayList<>();
        StringBuilder rounds = new StringBuilder();
        for (int round = 0; round < ROUNDS; round++) {
            long ours = requests(port, query);
            long theirs = requests(port, constant);
            ratios.add((double) ours / theirs);
            rounds.append(String.format(" %d/%d", ours, theirs));
        }
        ratios.sort(null);
        System.out.printf(
                "row\t%s: `%s`, %d bytes\trequests a second, constant's behind the stroke:%s\t%.2f%n",
                kind(query), query, bytes, rounds, ratios.get(ratios.size() / 2));
    }

    private static String kind(String query) {
        if (query.endsWith(OTHER_QUERY)) {
            return "each another query";
        }
        return query.contains(NUMBER) ? "each the same by another number" : "the same again";
    }

    private static byte[] body(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + numbered(path)))
                .header("X-DataSource-Auth", "a")
                .build();
        byte[] body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body();
        String text = new String(body, StandardCharsets.UTF_8);
        if (!text.contains("\"status\":\"ok\"") || !text.contains("\"v\":")) {
            throw new IllegalStateException(text.substring(0, Math.min(300, text.length())));
        }
        return body;
    }

    /** How many requests a second are answered to some clients that each keep a connection open. */
    private static long requests(int port, String path) throws Exception {
        AtomicLong answered = new AtomicLong();
        long end = System.nanoTime() + ROUND.toNanos();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(() -> answered.addAndGet(ask(port, path, end)), "client");
            client.start();
            clients.add(client);
        }
        for (Thread client : clients) {
            client.join();
        }
        return answered.get() / ROUND.toSeconds();
    }

    private static long ask(int port, String path, long end) {
        long answered = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            while (System.nanoTime() < end) {
                String sent = numbered(path);
                socket.getOutputStream()
                        .write(("GET " + sent + " HTTP/1.1\r\nHost: localhost\r\nX-DataSource-Auth: a\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                skip(in);
                answered++;
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return answered;
    }

    private static String numbered(String path) {
        return path.replace(NUMBER, Long.toString(System.nanoTime()));
    }

    private static void skip(DataInputStream in) throws IOException {
        long length = -1;
        boolean chunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        if (chunked) {
            for (int size = size(in); size > 0; size = size(in)) {
                in.skipNBytes(size + 2L);
            }
            line(in);
        } else if (length >= 0) {
            in.skipNBytes(length);
        } else {
            throw new IOException("an answer without a length");
        }
    }

    private static int size(DataInputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void fill(Store store, Instant end) {
        long to = end.getEpochSecond();
        long from = end.minus(Duration.ofDays(365)).getEpochSecond();
        Map<Step, String> collections = Map.of(Step.WINDOW, "mail", Step.HOUR, "mail_hours", Step.DAY, "mail_days");
        collections.forEach((step, name) -> {
            MongoCollection<Document> rows = store.client().getDatabase("logs").getCollection(name);
            List<Document> batch = new ArrayList<>();
            for (long start = from; start < to; start += step.seconds()) {
                for (String tracker : TRACKERS) {
                    batch.add(new Document("_id", Step.name(start) + " " + tracker + " 9f3ab2c4")
                            .append("tracker", tracker)
                            .append("log", "9f3ab2c4")
                            .append("insert_time", Date.from(Instant.ofEpochSecond(start)))
                            .append("msg_count", (start / 300 * 31 + tracker.length()) % (step.seconds() + 1))
                            .append("position", start)
                            .append("reading", "0001 c41d"));
                }
                if (batch.size() >= 5_000) {
                    rows.insertMany(batch, new InsertManyOptions().ordered(false));
                    batch.clear();
                }
            }
            rows.insertMany(batch, new InsertManyOptions().ordered(false));
        });
    }

    private static Settings settings(Path home, int port) throws IOException {
        Path routes = Files.createDirectories(home.resolve("routes"));
        for (String name : List.of("data-source", "errors")) {
            Files.copy(Path.of("routes", name + ".camel.yaml"), routes.resolve(name + ".camel.yaml"));
        }
        StringBuilder trackers = new StringBuilder("- beans:\n");
        for (String tracker : TRACKERS) {
            trackers.append("    - name: " + tracker + "\n      type: org.mailtally.Tracker\n      properties:\n"
                    + "        label: Mail " + tracker + "\n        pattern: '" + tracker + "'\n");
        }
        Files.writeString(routes.resolve("trackers.camel.yaml"), trackers);
        return Settings.read(
                home,
                List.of(
                        "maillog.directory=" + Files.createDirectories(home.resolve("logs")),
                        "mongodb.uri=embedded:data",
                        "display.zone=UTC",
                        "http.port=" + port),
                Map.of(),
                new Properties());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

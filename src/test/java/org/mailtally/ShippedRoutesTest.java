package org.mailtally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailtally.settings.LiveSettings;
import org.mailtally.settings.Settings;
import org.mailtally.tally.TrackerDefinition;

/** The very routes that ship, on the embedded store: what they are, and what becomes of a step that fails. */
class ShippedRoutesTest extends CamelMainTestSupport {

    private static final Path ROUTES = Path.of("routes").toAbsolutePath();
    private static final String LINE =
            "2026-11-23T09:5%d:01.000000+00:00 mx1 postfix/cleanup[913]: 4XyZ1q: message-id=<a@b>\n";

    private static final int NEW_DAYS = 7;
    /** The shipped trackers, and the built-in one. */
    private static final int COUNTED = 7;

    /** Horizons found, raised and found again, and a thousand rows deleted; the first and the third write nothing. */
    private static final int WRITES_UP_TO_THE_FIRST_DELETION = 4;

    @TempDir
    private Path home;

    private final int port = FreePort.next();
    private final List<Store> stores = new ArrayList<>();

    @Override
    protected void configure(MainConfigurationProperties configuration) {
        configuration.withRoutesIncludePattern("file:" + ROUTES + "/*.camel.yaml");
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        Settings settings = settings();
        Store store = Store.open(settings);
        stores.add(store);
        Wiring wiring = new Wiring(new LiveSettings(settings), Clock.systemUTC());
        Map<String, Object> beans = new HashMap<>();
        wiring.bind(beans::put, store.client(), store.address());
        wiring.activeTrackers()
                .put(wiring.check(beans).check(ROUTES).trackers().stream()
                        .map(each -> new TrackerDefinition(each.name(), each.label(), each.pattern(), "host"))
                        .toList());
        camelContextConfiguration()
                .withUseOverridePropertiesWithPropertiesComponent(settings.forRoutes())
                .withRegistryBinder(registry -> beans.forEach(registry::bind));
        return super.createCamelContext();
    }

    private Settings settings() {
        try {
            Path logs = Files.createDirectories(home.resolve("logs"));
            return Settings.read(
                    Path.of("").toAbsolutePath(),
                    List.of(
                            "maillog.directory=" + logs,
                            "maillog.poll=50ms",
                            "maillog.source=mx1",
                            "mongodb.uri=embedded:" + home.resolve("data"),
                            "charts.directory=" + home.resolve("charts"),
                            "http.port=" + port),
                    Map.of(),
                    new Properties());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void closeStores() {
        stores.forEach(Store::close);
    }

    private long stored(String collection, String tracker) {
        long total = 0;
        for (Document row : stores.get(0)
                .client()
                .getDatabase("logs")
                .getCollection(collection)
                .find(new Document("tracker", tracker))) {
            total += row.get("msg_count", Number.class).longValue();
        }
        return total;
    }

    private void append(int mails) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int mail = 0; mail < mails; mail++) {
            lines.append(LINE.formatted(mail % 10));
        }
        Files.writeString(home.resolve("logs/mail.log"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void routes_eachInAFileOfItsNameWithADescription() throws IOException {
        TreeSet<String> files = new TreeSet<>();
        try (Stream<Path> found = Files.list(ROUTES)) {
            found.forEach(file -> files.add(file.getFileName().toString().replace(".camel.yaml", "")));
        }
        files.removeAll(List.of("errors", "thresholds", "trackers"));
        TreeSet<String> routes = new TreeSet<>();
        for (Route route : context().getRoutes()) {
            routes.add(route.getId());
            assertThat(route.getDescription()).as(route.getId()).isNotBlank();
        }
        assertThat(routes).isEqualTo(files);
    }

    @Test
    void fileThatCannotBeRead_isNamed_andKeepsNothingWaiting() throws Exception {
        byte[] broken = new byte[200];
        Arrays.fill(broken, (byte) 0xff);
        System.arraycopy(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3}, 0, broken, 0, 10);
        Files.createDirectories(home.resolve("logs"));
        Files.write(home.resolve("logs/mail.log.2.gz"), broken);
        append(5);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(stored("mail", "outgoing")).isEqualTo(5));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(health()).contains("mail.log.2.gz", "can't be read"));
    }

    @Test
    void rulesAndDashboard_nameMetersThatThereAre() throws Exception {
        String texts = Files.readString(Path.of("packaging/prometheus/mailtally.rules.yml"))
                + Files.readString(Path.of("packaging/grafana/mailtally.json"));
        Set<String> named = new TreeSet<>();
        Pattern.compile("mailtally_[a-z_]+(?=[^a-z_.])")
                .matcher(texts)
                .results()
                .forEach(name -> named.add(name.group()));
        append(1);

        assertThat(named).hasSizeGreaterThan(8);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(body("/metrics").lines().map(line -> line.replaceFirst("[{ ].*", "")))
                        .containsAll(named));
    }

    @Test
    void probes_areAnswered() throws Exception {
        assertThat(body("/health/live")).isEqualTo("live\n");
        assertThat(body("/health/ready")).isEqualTo("ready\n");
    }

    @Test
    void metrics_areWhatWasCounted_eachWithItsHelp() throws Exception {
        append(40);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(body("/metrics"))
                .contains(
                        "mailtally_matched_lines_total{tracker=\"outgoing\"} 40.0",
                        "mailtally_matched_lines_total{tracker=\"bounced\"} 0.0",
                        "mailtally_read_lines_total 40.0",
                        "mailtally_read_bytes_total " + (double) Files.size(home.resolve("logs/mail.log")),
                        "mailtally_log_last_line_timestamp_seconds{log=\"mail.log\"} ",
                        "mailtally_log_read_to_end_timestamp_seconds{log=\"mail.log\"} ",
                        "mailtally_backlog_bytes 0.0",
                        "mailtally_store_up 1.0",
                        "mailtally_edit_refused 0.0",
                        "jvm_memory_used_bytes{area=\"heap\""));
        HttpResponse<String> scraped = get("/metrics");
        assertThat(scraped.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        scraped.body().lines().filter(line -> !line.startsWith("#")).forEach(line -> assertThat(scraped.body())
                .contains("# HELP " + line.split("[ {]", 2)[0].replaceFirst("_(max|sum|count)$", "")));
    }

    private String health() throws IOException, InterruptedException {
        return body("/health");
    }

    private String body(String path) throws IOException, InterruptedException {
        return get(path).body();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void queryOf100Kilobytes_answeredWithAnError() throws Exception {
        HttpResponse<String> answer = get("/gviz?tqx=reqId:3&tq=where%20" + "%28".repeat(100_000));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"reqId\":\"3\"", "invalid_query", "100006 characters");
    }

    @Test
    void dataSource_askedAgainWithItsTag_notModified() throws Exception {
        String query = "/gviz?minutes=60&tqx=reqId:1";
        HttpResponse<String> first = get(query, "X-DataSource-Auth", "a");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.body()).startsWith("{\"version\":\"0.6\",\"reqId\":\"1\",\"status\":\"ok\",\"sig\":\"");
        HttpResponse<String> second = get(query, "X-DataSource-Auth", "a", "If-None-Match", tag);
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.headers().firstValue("ETag")).contains(tag);
    }

    @Test
    void gvizByHost_isATableOfTimesValuesAndCounts() throws Exception {
        String hosts = LINE.formatted(1) + LINE.formatted(1).replace("mx1", "mx2") + LINE.formatted(7);
        Files.createDirectories(home.resolve("logs"));
        Files.writeString(home.resolve("logs/mail.log"), hosts);
        String range = "&from=2026-11-23T09:45Z&to=2026-11-23T10:00Z&zone=UTC&tqx=out:csv";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(body("/gviz?tracker=outgoing&by=host&step=window" + range))
                                .isEqualToNormalizingNewlines(
                                        """
                                "Time","host","Outgoing mail"
                                2026-11-23T09:45:00Z,,
                                2026-11-23T09:50:00Z,"mx1",1
                                2026-11-23T09:50:00Z,"mx2",1
                                2026-11-23T09:55:00Z,"mx1",1
                                """));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(body("/gviz?tracker=outgoing&by=host&step=day" + range))
                        .contains("2026-11-23T00:00:00Z,\"mx1\",2", "2026-11-23T00:00:00Z,\"mx2\",1"));
        assertThat(stored("mail_by", "outgoing")).isEqualTo(3);
        assertThat(stored("mail_hours", "outgoing")).isEqualTo(3);
        assertThat(body("/gviz?tracker=outgoing&by=to" + range)).contains("tracker 'outgoing' is broken down by host");
        assertThat(body("/gviz?by=host" + range)).contains("give one with tracker=");
        assertThat(body("/gviz?tracker=lines&by=host" + range)).contains("tracker 'lines' is not broken down");
    }

    @ParameterizedTest
    @ValueSource(strings = {"write-claims", "find-rows", "write-rows", "write-checkpoints", "stored"})
    void stepThatFails_everyLineCountedOnceAfterwards(String step) throws Exception {
        AtomicInteger failures = new AtomicInteger();
        adviseBefore(step, exchange -> {
            if (failures.incrementAndGet() <= 3) {
                throw failures.get() == 1 ? lostConnection() : new MongoTimeoutException("made to fail before " + step);
            }
        });
        append(40);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(stored("mail", "outgoing")).isEqualTo(40));
        append(7);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(stored("mail", "outgoing")).isEqualTo(47);
            assertThat(stored("mail_lines", "lines")).isEqualTo(47);
            assertThat(stored("mail_hours", "outgoing")).isEqualTo(47);
            assertThat(stored("mail_days", "lines")).isEqualTo(47);
        });
        assertThat(failures).hasPositiveValue();
    }

    private void adviseBefore(String step, Processor processor) throws Exception {
        String route = step.equals("write-claims") ? "settle-log" : "store-counts";
        AdviceWith.adviceWith(
                context(), route, advice -> advice.weaveById(step).before().process(processor));
    }

    /** Among the causes of which is an IOException, as if a file could not be read. */
    private static MongoException lostConnection() {
        return new MongoSocketReadException(
                "made to fail", new ServerAddress(), new IOException("Connection reset by peer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"find-rows", "write-rows", "write-checkpoints"})
    void stepThatFailsWhileTheStoreCanBeRead_isNamedOnHealth_untilItSucceeds(String step) throws Exception {
        AtomicBoolean full = new AtomicBoolean(true);
        adviseBefore(step, exchange -> {
            if (full.get()) {
                throw new MongoTimeoutException("made to fail before " + step);
            }
        });
        append(40);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(health()).contains("Store away", "made to fail before " + step));
        assertThat(health()).as("asked once more").contains("Store away");

        full.set(false);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(health()).doesNotContain("Store away"));
        assertThat(stored("mail", "outgoing")).isEqualTo(40);
    }

    /** Makes the route of retention begin when it is told to, instead of by its timer. */
    private void holdRetention() throws Exception {
        AdviceWith.adviceWith(context(), "retention", advice -> advice.replaceFromWith("direct:retention"));
    }

    private void retain() {
        context().createFluentProducerTemplate().to("direct:retention").send();
    }

    private static String line(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "+00:00")
                + " mx1 postfix/cleanup[913]: 4XyZ1q: message-id=<a@b>\n";
    }

    /** Four days of 2024, and a week up to now, in two logs. */
    private void countOldAndNew() throws Exception {
        Instant old = Instant.parse("2024-01-01T00:00:00Z");
        Files.createDirectories(home.resolve("logs"));
        Files.writeString(home.resolve("logs/mail.log.1"), line(old) + line(old.plus(Duration.ofDays(4))));
        StringBuilder lines = new StringBuilder();
        for (int day = NEW_DAYS - 1; day >= 0; day--) {
            lines.append(line(Instant.now().minus(Duration.ofDays(day))));
        }
        Files.writeString(home.resolve("logs/mail.log"), lines);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stored("mail_days", "outgoing")).isEqualTo(2 + NEW_DAYS));
        await().atMost(Duration.ofSeconds(60)).until(() -> rows("mail_logs") == 2 * COUNTED);
    }

    private long rows(String collection) {
        return stores.get(0)
                .client()
                .getDatabase("logs")
                .getCollection(collection)
                .countDocuments();
    }

    private long rowsOf2024(String collection) {
        return stores.get(0)
                .client()
                .getDatabase("logs")
                .getCollection(collection)
                .countDocuments(new Document("_id", new Document("$lt", "2025")));
    }

    private String windowsOf2024() throws Exception {
        return body("/gviz?tracker=outgoing&from=2024-01-01T00:00Z&to=2024-01-05T00:10Z&step=window&tqx=out:csv");
    }

    @Test
    void retention_rowsOfWindowsGo_andAReplayOfTheirLogBringsNoneBack() throws Exception {
        holdRetention();
        countOldAndNew();
        assertThat(windowsOf2024()).contains(",1").contains(",0");
        assertThat(rowsOf2024("mail")).isGreaterThan(4_000);
        assertThat(rowsOf2024("mail_by")).isEqualTo(2);

        retain();

        assertThat(List.of(rowsOf2024("mail"), rowsOf2024("mail_lines"), rowsOf2024("mail_by")))
                .containsOnly(0L);
        assertThat(stored("mail", "outgoing")).isEqualTo(NEW_DAYS);
        assertThat(stored("mail_hours", "outgoing")).isEqualTo(2 + NEW_DAYS);
        long hours = rows("mail_hours");

        stores.get(0).client().getDatabase("logs").getCollection("mail_logs").deleteMany(new Document());
        Files.writeString(
                home.resolve("logs/mail.log.1"),
                line(Instant.parse("2024-01-05T00:01:00Z")),
                StandardOpenOption.APPEND);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stored("mail_days", "outgoing")).isEqualTo(3 + NEW_DAYS));
        await().atMost(Duration.ofSeconds(60)).until(() -> rows("mail_logs") == COUNTED);
        assertThat(List.of(rowsOf2024("mail"), rowsOf2024("mail_lines"), rowsOf2024("mail_by")))
                .containsOnly(0L);
        assertThat(rows("mail_hours")).isEqualTo(hours);
        assertThat(windowsOf2024()).doesNotContain(",1").doesNotContain(",0");
    }

    @Test
    void retention_breaksOffInTheMiddle_nothingHalfIsShown_andTheNextRunGoesOn() throws Exception {
        holdRetention();
        AtomicInteger writes = new AtomicInteger();
        AdviceWith.adviceWith(context(), "retention", advice -> advice.weaveById("retention-write")
                .before()
                .process(exchange -> {
                    if (writes.incrementAndGet() == WRITES_UP_TO_THE_FIRST_DELETION + 1) {
                        throw new MongoTimeoutException("made to fail");
                    }
                }));
        countOldAndNew();
        long before = rowsOf2024("mail");

        retain();

        assertThat(rowsOf2024("mail")).isEqualTo(before - 1_000);
        assertThat(windowsOf2024()).doesNotContain(",1").doesNotContain(",0");
        retain();
        assertThat(List.of(rowsOf2024("mail"), rowsOf2024("mail_lines"), rowsOf2024("mail_by")))
                .containsOnly(0L);
        assertThat(stored("mail", "outgoing")).isEqualTo(NEW_DAYS);
    }
}

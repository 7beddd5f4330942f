package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.packaging.Command;

/** The main job from outside: a log of mixed forms becomes rows, an answer, a page, a chart file and a verdict. */
class WholeJobIT {

    private static final int MAILS = 20_000;
    private static final List<MailLog.Form> FORMS = List.of(MailLog.Form.values());

    @TempDir
    private static Path home;

    private static final MailLog WRITER = new MailLog(11);
    private static Product product;

    @BeforeAll
    static void start() throws IOException {
        product = new Product(home);
        StringBuilder text = new StringBuilder();
        Instant time = Instant.now().minus(Duration.ofHours(22));
        for (int mail = 0; mail < MAILS; mail++) {
            boolean quiet = mail % 4_000 == 3_999;
            time = quiet ? time.plusSeconds(1_500) : time.plusMillis(3_500);
            MailLog.Form form = FORMS.get(mail * 8 / MAILS % FORMS.size());
            text.append(WRITER.mail(time, form));
        }
        MailLog.append(product.logs().resolve("mail.log"), text.toString());
        product.start();
        product.awaitCounts("outgoing", WRITER.messages());
    }

    @AfterAll
    static void end() {
        product.close();
    }

    @Test
    void everyWindow_ofMixedForms_equalsTheWritersAccount() {
        product.awaitCounts("lines", WRITER.lines());
    }

    @Test
    void missionsQuery_withOneLog_oneDocumentAWindowZerosAmongThem() {
        try (MongoClient client = MongoClients.create(address())) {
            MongoCollection<Document> mail = client.getDatabase("logs").getCollection("mail");
            Instant dayAgo = Instant.now().minus(Duration.ofDays(1));
            List<Document> rows = mail.find(
                            Filters.and(Filters.eq("tracker", "outgoing"), Filters.gte("insert_time", dayAgo)))
                    .into(new ArrayList<>());

            Set<Object> windows = new HashSet<>();
            rows.forEach(row -> windows.add(row.get("insert_time")));
            assertThat(windows).hasSameSizeAs(rows);
            assertThat(rows).anyMatch(row -> row.get("msg_count", Number.class).longValue() == 0);
            long total = rows.stream()
                    .mapToLong(row -> row.get("msg_count", Number.class).longValue())
                    .sum();
            assertThat(total).isEqualTo(MAILS);
            assertThat(rows.get(0))
                    .containsOnlyKeys("_id", "tracker", "log", "insert_time", "msg_count", "position", "reading");
        }
    }

    @Test
    void hoursAndDays_addUpToTheSame() {
        for (String step : List.of("hour", "day")) {
            await("the sum by " + step).atMost(Duration.ofSeconds(30)).until(() -> sumBy(step) == MAILS);
        }
    }

    private static long sumBy(String step) {
        return product.body("/gviz?tracker=outgoing&minutes=4320&tqx=out:csv&step=" + step)
                .lines()
                .skip(1)
                .map(line -> line.substring(line.indexOf(',') + 1))
                .filter(count -> !count.isEmpty())
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Test
    void dataSource_byProtocol_jsonWithTheHeaderJsonpWithout() {
        HttpResponse<String> json = product.get("/gviz?minutes=60&tqx=reqId:7", "X-DataSource-Auth", "a");
        assertThat(json.body()).startsWith("{\"version\":\"0.6\",\"reqId\":\"7\",\"status\":\"ok\"");
        assertThat(json.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        String jsonp = product.body("/gviz?minutes=60&tqx=reqId:7%3BresponseHandler:a.b");
        assertThat(jsonp).contains("a.b({");
        assertThat(product.body("/gviz?minutes=1440&tqx=out:csv&tq=select%20sum(outgoing)"))
                .contains("sum Outgoing mail");
        assertThat(product.body("/gviz?tracker=nobody&tqx=out:csv")).contains("no such tracker", "outgoing");
    }

    @Test
    void requestHeaders_areNotSentBack() {
        HttpResponse<String> answer = product.get("/gviz?minutes=5", "X-Secret", "s3cret", "Cookie", "a=b");
        assertThat(answer.headers().map()).doesNotContainKeys("X-Secret", "x-secret", "Cookie", "cookie", "server");
    }

    @Test
    void parameterThatIsNamedLikeACamelHeader_changesNothing() {
        String plain = product.body("/gviz?tracker=outgoing&minutes=1440&tqx=out:csv");
        String crafted = product.body("/gviz?tracker=outgoing&minutes=1440&tqx=out:csv&CamelMongoDbCollection=mail_logs"
                + "&CamelMongoDbOperation=remove&CamelMongoDbCriteria=%7B%7D");
        assertThat(crafted).isEqualTo(plain);
    }

    @Test
    void page_isServedWithAPolicy_andNothingOutside() {
        HttpResponse<String> page = product.get("/");
        assertThat(page.body()).contains("<html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src");
        for (String path : List.of("/../application.properties", "/nothing", "/charts/..%2fapplication.properties")) {
            assertThat(product.status(path)).as(path).isIn(400, 404);
        }
    }

    @Test
    void chartFiles_oneForEachTracker_holdTheirTable() throws IOException {
        Path chart = home.resolve("charts/Outgoing_mail.html");
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(chart));
        assertThat(Files.readString(chart))
                .contains("Outgoing mail", "\"id\":\"outgoing\"")
                .doesNotContain("src=\"http");
        assertThat(product.status("/charts/Outgoing_mail.html")).isEqualTo(200);
        for (String other : List.of("Bounced", "Deferred", "Rejected")) {
            assertThat(home.resolve("charts/" + other + ".html")).exists();
        }
    }

    @Test
    void check_byRange_exitsAsAPluginDoes() {
        long count = count1440();
        assertCheck(0, (count + 1) + "", (count + 2) + "");
        assertCheck(1, (count - 1) + "", (count + 2) + "");
        assertCheck(2, (count - 2) + "", (count - 1) + "");
        assertCheck(3, "nonsense", "1");
    }

    private static long count1440() {
        String line = product.body("/check?tracker=outgoing&minutes=1440");
        return Long.parseLong(line.replaceAll("(?s).*outgoing=(\\d+);.*", "$1"));
    }

    private static void assertCheck(int exit, String warning, String critical) {
        for (List<String> command : List.of(
                List.of(Product.DISTRIBUTION.resolve("bin/check_mailtally").toString()),
                List.of(Product.DISTRIBUTION.resolve("bin/mailtally").toString(), "check"))) {
            Command.Outcome outcome = Command.of(command.toArray())
                    .with("-u", product.url(), "--tracker", "outgoing", "-m", "1440", "-w", warning, "-c", critical)
                    .run();
            assertThat(outcome.exit())
                    .as(command + ": " + outcome.out() + outcome.err())
                    .isEqualTo(exit);
            if (exit < 3) {
                assertThat(outcome.out()).contains("| outgoing=" + count1440() + ";" + warning + ";" + critical + ";0");
            }
        }
    }

    private static String address() {
        return product.storeAddress();
    }
}

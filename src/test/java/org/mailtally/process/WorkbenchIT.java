package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.dashboard.Browser;
import org.mailtally.packaging.Command;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The workbench of the built product: what it answers, to whom it shows lines, and the page in a real browser. */
class WorkbenchIT {

    private static final String PATTERN = "message-id=<[^>]*@(?<domain>[^>]+)>";

    @TempDir
    private Path home;

    @Test
    void typedPattern_showsMarkedLines_andTheLinesToPaste_aWrongOneItsFault(@TempDir Path profile) throws IOException {
        try (Product product = product().start();
                Browser browser = new Browser(profile)) {
            browser.open(keyed(product));
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(browser.texts("#first-lines li"))
                    .as("before the first key there are lines")
                    .anyMatch(line -> line.contains("mx1.example.com")));
            assertThat(browser.texts("#preset-list button")).contains("Postfix received");
            browser.find("#pattern").sendKeys(PATTERN);

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(browser.texts("#lines li.match mark.group"))
                            .contains("mx1.example.com"));
            assertThat(browser.text("#yaml"))
                    .contains("pattern: '" + PATTERN + "'")
                    .contains("by: domain");
            assertThat(browser.texts("#lines li")).noneMatch(String::isEmpty);
            assertThat(browser.find("#lines").findElements(By.tagName("script")))
                    .isEmpty();

            browser.find("#pattern").sendKeys(Keys.END, "(");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(browser.text("#reason")).containsIgnoringCase("unclosed group"));
            assertThat(browser.find("#lines li").isDisplayed())
                    .as("the previous answer stays")
                    .isTrue();
            assertThat(browser.browserLog()).isEmpty();
            assertThat(browser.requests()).allMatch(address -> address.startsWith(product.url()));
        }
    }

    @Test
    void lines_areShownToWhoHasTheKey_andToNobodyElse() throws IOException {
        try (Product product = product().start()) {
            assertThat(answer(product, "127.0.0.1", "", PATTERN))
                    .contains("\"linesShown\": false", "\"matches\": 1", "mailtally workbench")
                    .doesNotContain("mx1.example.com");
            assertThat(answer(product, "localhost", "Cookie: mailtally-workbench-" + port(product) + "=x\r\n", PATTERN))
                    .contains("\"linesShown\": false");

            HttpResponse<String> opened =
                    product.get(keyed(product).substring(product.url().length()));
            String cookie = opened.headers().firstValue("Set-Cookie").orElse("none");

            assertThat(opened.statusCode()).isEqualTo(303);
            assertThat(opened.headers().firstValue("Location")).hasValue("try");
            assertThat(cookie).endsWith("; HttpOnly; SameSite=Strict");
            String shown = "Cookie: other=1; " + cookie.substring(0, cookie.indexOf(';')) + "\r\n";
            assertThat(answer(product, "127.0.0.1", shown, PATTERN))
                    .contains("\"linesShown\": true", "mx1.example.com");
        }
    }

    @Test
    void key_isPrintedToWhoMayReadTheHome_andIsOfOneStart() throws IOException {
        try (Product product = product().start()) {
            String previous = keyed(product);
            Path file = product.home().resolve("data/workbench");

            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(product.output()).contains(previous);
            product.stop();
            assertThat(file).doesNotExist();
            product.start();
            assertThat(keyed(product)).isNotEqualTo(previous);
            assertThat(product.status("/try?key=" + previous.replaceFirst(".*key=", "")))
                    .isEqualTo(403);
        }
    }

    @Test
    void nameThatSomebodyPointedHere_isRefusedOnEveryRoute() throws IOException {
        try (Product product = product().start()) {
            assertThat(answer(product, "evil.example.com", "", PATTERN))
                    .startsWith("HTTP/1.1 421 ")
                    .contains("http.names=evil.example.com")
                    .doesNotContain("matches");
        }
    }

    @Test
    void linesShownToEverybody_byTheSetting() throws IOException {
        try (Product product = product().set("workbench.lines", "true").start()) {
            assertThat(answer(product, "127.0.0.1", "", PATTERN)).contains("\"linesShown\": true", "mx1.example.com");
        }
    }

    /** Three such patterns stopped the workbench for good. */
    @Test
    void patternThatWouldRunWithoutEnd_isAnswered() throws IOException {
        try (Product product = product().start()) {
            String endless = "\\z" + "(?:a?|b?)".repeat(40) + "(?=x)";
            for (int i = 0; i < 3; i++) {
                assertThat(answer(product, "127.0.0.1", "", endless)).contains("\"matches\": 0");
            }
            assertThat(answer(product, "127.0.0.1", "", PATTERN)).contains("\"matches\": 1");
        }
    }

    @Test
    void patternOfAnotherDialect_isRefused_withItsPlace() throws IOException {
        try (Product product = product().start()) {
            assertThat(answer(product, "127.0.0.1", "", "removed\\>"))
                    .contains("no word boundary: write \\\\b", "\"index\": 7");
        }
    }

    @Test
    void linesHidden_byTheKey() throws IOException {
        try (Product product = product().set("workbench.lines", "false").start()) {
            assertThat(answer(product, "127.0.0.1", "", PATTERN))
                    .contains("\"linesShown\": false")
                    .doesNotContain("mx1.example.com");
        }
    }

    @Test
    void switchedOff_thereIsNeitherPageNorAnswerNorLink() throws IOException {
        try (Product product = product().set("workbench.enabled", "false").start()) {
            assertThat(product.status("/try")).isEqualTo(404);
            assertThat(product.status("/try/answer")).isEqualTo(404);
            assertThat(product.body("/")).doesNotContain("href=\"try\"");
        }
    }

    @Test
    void requestOfAnotherPage_isRefused() throws IOException {
        try (Product product = product().start()) {
            assertThat(product.status("/try/answer?pattern=removed")).isEqualTo(403);
        }
    }

    @Test
    void requestWithABody_isAnsweredWithoutReadingIt() throws IOException {
        try (Product product = product().start()) {
            HttpURLConnection form = (HttpURLConnection)
                    URI.create(product.url() + "/try/answer").toURL().openConnection();
            form.setDoOutput(true);
            form.setRequestProperty("Content-Type", "application/x-pattern");
            try (OutputStream body = form.getOutputStream()) {
                body.write(PATTERN.getBytes(StandardCharsets.UTF_8));
            }
            assertThat(form.getResponseCode()).isEqualTo(405);
        }
    }

    private static int port(Product product) {
        return URI.create(product.url()).getPort();
    }

    /** The address that `mailtally workbench` prints. */
    private static String keyed(Product product) {
        Command.Outcome printed =
                Command.of(product.command("workbench").toArray()).run();
        assertThat(printed.exit()).as(printed.err()).isZero();
        assertThat(printed.out()).startsWith(product.url() + "/try?key=");
        return printed.out().strip();
    }

    private Product product() throws IOException {
        Product product = new Product(home);
        Instant now = Instant.now();
        MailLog.append(
                product.logs().resolve("mail.log"),
                now + " mx1 postfix/cleanup[9]: A1: message-id=<x@mx1.example.com>\n"
                        + now + " mx1 postfix/cleanup[9]: A2: message-id=<<script>alert(1)</script>\n"
                        + now + " mx1 postfix/qmgr[9]: A1: removed\n");
        return product;
    }

    /** The answer to a request that names a host of its choice, as the JDK's client may not. */
    private static String answer(Product product, String host, String header, String pattern) throws IOException {
        URI address = URI.create(product.url());
        String head = String.join(
                "\r\n",
                List.of(
                        "GET /try/answer?pattern=" + URLEncoder.encode(pattern, StandardCharsets.UTF_8) + " HTTP/1.1",
                        "Host: " + host + ":" + address.getPort(),
                        "X-Requested-With: fetch",
                        header + "Connection: close",
                        "",
                        ""));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

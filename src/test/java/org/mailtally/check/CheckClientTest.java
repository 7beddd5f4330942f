package org.mailtally.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckClientTest {

    private static final String OK =
            "MAILTALLY OK - 1284 messages in the last 60 minutes | outgoing=1284;50:5000;1:20000;0";

    private final CheckClient client = new CheckClient(Duration.ofSeconds(10), State.CRITICAL, null);

    private Result ask(String url) {
        return client.ask(url, "outgoing", 60, "50:5000", "1:20000");
    }

    @Test
    void ask_properAnswer_passesItOn() {
        try (AnsweringServer server = AnsweringServer.answering(200, OK + "\r\nmore\n")) {
            Result result = ask(server.url() + "/");

            assertThat(result.line()).isEqualTo(OK);
            assertThat(result.state()).isEqualTo(State.OK);
            assertThat(server.asked())
                    .isEqualTo("/check?tracker=outgoing&minutes=60&warning=50%3A5000&critical=1%3A20000 []");
        }
    }

    @Test
    void ask_strangeTrackerAndNoRanges_encodesTheOneAndLeavesOutTheOthers() {
        try (AnsweringServer server = AnsweringServer.answering(200, OK)) {
            client.ask(server.url() + "/mail", "a b&c+é", 5, null, "");

            assertThat(server.asked()).isEqualTo("/mail/check?tracker=a%20b%26c%2B%C3%A9&minutes=5 []");
        }
    }

    @Test
    void ask_userAndPasswordInTheAddress_areSentAndNotShown() {
        try (AnsweringServer server = AnsweringServer.answering(401, "")) {
            Result result = ask(server.url().replace("//", "//oncall:secret@"));

            assertThat(server.asked()).endsWith(" [Basic b25jYWxsOnNlY3JldA==]");
            assertThat(result.line())
                    .isEqualTo("MAILTALLY CRITICAL - " + server.url()
                            + " wants a user and a password, or a token, and took none of these (HTTP 401)");
        }
    }

    @ParameterizedTest
    @MethodSource("org.mailtally.check.CheckPluginTest#improperAnswers")
    void ask_improperAnswer_isNeverOk(String body) {
        try (AnsweringServer server = AnsweringServer.answering(200, body)) {
            assertThat(ask(server.url()).line())
                    .isEqualTo("MAILTALLY CRITICAL - what answers at " + server.url() + " is not Mailtally's check");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 404, 302, 204})
    void ask_anyOtherStatus_isNeverOk(int status) {
        try (AnsweringServer server = AnsweringServer.answering(status, status == 204 ? "" : OK)) {
            Result result = new CheckClient(Duration.ofSeconds(10), State.UNKNOWN, null)
                    .ask(server.url(), "outgoing", 60, null, null);

            assertThat(result.state()).isEqualTo(State.UNKNOWN);
            assertThat(result.line()).contains("an HTTP error, " + status);
        }
    }

    @Test
    void ask_halfALineThatNeverEnds_isGivenUpInTime() {
        try (AnsweringServer server = AnsweringServer.hanging("MAILTALLY OK - 12")) {
            Result result = new CheckClient(Duration.ofSeconds(1), State.CRITICAL, null)
                    .ask(server.url(), "outgoing", 60, null, null);

            assertThat(result.line()).isEqualTo("MAILTALLY CRITICAL - no answer from " + server.url() + " within 1 s");
        }
    }

    @Test
    void ask_lineWithoutEnd_isNotReadForEver() {
        try (AnsweringServer server = AnsweringServer.hanging("MAILTALLY OK - " + "x".repeat(1_000_000))) {
            assertThat(ask(server.url()).text()).hasSizeLessThan(20_000);
        }
    }

    @Test
    void ask_proxyOfTheJvm_isNotUsedUnlessRequested() {
        ProxySelector before = ProxySelector.getDefault();
        try (AnsweringServer proxy = AnsweringServer.answering(200, OK);
                AnsweringServer server = AnsweringServer.answering(200, OK.replace("1284", "7"))) {
            InetSocketAddress address = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), URI.create(proxy.url()).getPort());
            ProxySelector.setDefault(ProxySelector.of(address));

            assertThat(ask(server.url()).text()).startsWith("7 messages");
            assertThat(new CheckClient(Duration.ofSeconds(10), State.CRITICAL, address)
                            .ask(server.url(), "outgoing", 60, null, null)
                            .text())
                    .startsWith("1284 messages");
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void ask_redirectToAGoodAnswer_isNotFollowed() {
        try (AnsweringServer good = AnsweringServer.answering(200, OK);
                AnsweringServer server = AnsweringServer.redirecting(good.url(), OK)) {
            assertThat(ask(server.url()).line()).contains("an HTTP error, 302");
        }
    }

    @Test
    void ask_answerWithoutAnHttpHead_isNoAnswer() throws IOException {
        try (HeaderlessServer server = new HeaderlessServer(OK + "\n")) {
            assertThat(ask(server.url()).line()).isEqualTo("MAILTALLY CRITICAL - no answer from " + server.url());
        }
    }

    @Test
    void ask_terminalEscapes_arePrintedAsBlanks() {
        String hostile = "MAILTALLY WARNING - \u001b[31m5\u0007 ünread\u009b1m | x=5;;;0";
        try (AnsweringServer server = AnsweringServer.answering(200, hostile + "\n")) {
            assertThat(ask(server.url()).line()).isEqualTo("MAILTALLY WARNING - [31m5  ünread 1m | x=5;;;0");
        }
    }

    @Test
    void ask_nobodyListens_isCritical() throws IOException {
        String url;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + socket.getLocalPort();
        }
        assertThat(ask(url).line()).isEqualTo("MAILTALLY CRITICAL - no answer from " + url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mx1.example.com:8025", "ftp://mx1.example.com", "http://", "http://a b", "no address"})
    void ask_badAddress_isUnknownAndSaysSo(String url) {
        assertThat(ask(url).line())
                .startsWith("MAILTALLY UNKNOWN - ")
                .contains("'" + url + "' is not an address", "http://mx1.example.com:8025");
    }

    @Test
    void client_unreachableMeansOk_isRefused() {
        assertThatThrownBy(() -> new CheckClient(Duration.ofSeconds(1), State.OK, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--unreachable 'OK' is neither critical nor unknown");
    }
}

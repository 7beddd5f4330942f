package org.mailtally.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailtally.packaging.Command;

/** The check plugin under every POSIX shell and HTTP client of this system, with nothing else on its PATH. */
class CheckPluginTest {

    private static final String OK =
            "MAILTALLY OK - 1284 messages in the last 60 minutes | outgoing=1284;50:5000;1:20000;0";

    /** A proxy that refuses every connection, in the environment of every check here. */
    private static final String NOBODY = "http://127.0.0.1:1";

    private static Path folder;

    @BeforeAll
    static void gatherTools(@TempDir Path temporary) throws IOException {
        folder = temporary;
        for (String client : List.of("curl", "wget")) {
            Command.tools(folder.resolve(client), client, "sleep", "cat");
        }
        Path busybox = Command.tools(folder.resolve("busybox"), "busybox", "sleep", "cat");
        Command.script(busybox.resolve("wget"), "exec busybox wget \"$@\"");
    }

    /** A way to run the plugin: a shell, and the folder of a client. */
    record Host(List<String> shell, String client) {

        Command.Outcome check(Object... arguments) {
            List<Object> words = new ArrayList<>(shell);
            words.add("packaging/check_mailtally");
            return Command.of(words.toArray())
                    .set("PATH", folder.resolve(client))
                    .set("http_proxy", NOBODY)
                    .set("HTTPS_PROXY", NOBODY)
                    .set("all_proxy", NOBODY)
                    .with(arguments)
                    .run();
        }

        Command.Outcome ask(String url, Object... more) {
            return check(Stream.concat(
                            Stream.of("-u", url, "--tracker", "outgoing", "-m", "60", "-w", "50:5000", "-c", "1:20000"),
                            Stream.of(more))
                    .toArray());
        }
    }

    static List<Host> hosts() throws IOException {
        List<Host> hosts = new ArrayList<>();
        for (List<String> shell : shells()) {
            for (String client : List.of("curl", "wget", "busybox")) {
                if (hasClient(client)) {
                    hosts.add(new Host(shell, client));
                }
            }
        }
        return hosts;
    }

    private static List<List<String>> shells() throws IOException {
        List<List<String>> shells = new ArrayList<>();
        shells.add(List.of("/bin/sh"));
        for (String other : List.of("/bin/dash", "/bin/bash", "/bin/busybox")) {
            Path shell = Path.of(other);
            if (Files.isExecutable(shell) && !Files.isSameFile(shell, Path.of("/bin/sh"))) {
                shells.add(other.endsWith("busybox") ? List.of(other, "sh") : List.of(other));
            }
        }
        return shells;
    }

    private static boolean hasClient(String client) {
        return Stream.of("/bin", "/usr/bin").anyMatch(place -> Files.isExecutable(Path.of(place, client)));
    }

    private static Host anyHost() throws IOException {
        return hosts().get(0);
    }

    private static void assertOutcome(Command.Outcome outcome, int exit, String line) {
        assertThat(outcome.out()).isEqualTo(line + "\n");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exit()).isEqualTo(exit);
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void check_properAnswer_passesItOn(Host host) throws IOException {
        try (AnsweringServer server = AnsweringServer.answering(200, OK + "\n")) {
            assertOutcome(host.ask(server.url() + "/"), 0, OK);
            assertThat(server.asked())
                    .startsWith("/check?tracker=outgoing&minutes=60&warning=50%3A5000&critical=1%3A20000 ");
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void check_strangeTrackerAndRange_areEncodedByteByByte(Host host) throws IOException {
        String answer = "MAILTALLY UNKNOWN - no such tracker";
        try (AnsweringServer server = AnsweringServer.answering(200, answer)) {
            Command.Outcome outcome = host.check(
                    "--url=" + server.url(), "--tracker", "a b&c=d%'\"é$(x)*/~-._", "--minutes=60", "-w", "@~:+1");

            assertOutcome(outcome, 3, answer);
            assertThat(URLDecoder.decode(server.asked().replace("&", " & "), StandardCharsets.UTF_8))
                    .startsWith("/check?tracker=a b&c=d%'\"é$(x)*/~-._ & minutes=60 & warning=@~:+1 ");
        }
    }

    @ParameterizedTest
    @CsvSource({"OK,0", "WARNING,1", "CRITICAL,2", "UNKNOWN,3"})
    void check_anyState_isTheExitCode(String state, int exit) throws IOException {
        String line = "MAILTALLY " + state + " - 5 messages | outgoing=5;;;0";
        try (AnsweringServer server = AnsweringServer.answering(200, line + "\r\nMAILTALLY OK - second line\r\n")) {
            assertOutcome(anyHost().ask(server.url()), exit, line);
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void check_proxyInTheEnvironment_isNotUsedUnlessRequested(Host host) throws IOException {
        try (AnsweringServer proxy = AnsweringServer.answering(200, OK)) {
            assertOutcome(host.ask(NOBODY), 2, "MAILTALLY CRITICAL - no answer from " + NOBODY);
            assertOutcome(host.ask("http://mx1.example.com:8025", "--proxy", proxy.url()), 0, OK);
            assertThat(proxy.asked()).contains("http://mx1.example.com:8025/check?tracker=outgoing&");
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void check_redirectToAGoodAnswer_isNotFollowed(Host host) throws IOException {
        try (AnsweringServer good = AnsweringServer.answering(200, OK);
                AnsweringServer server = AnsweringServer.redirecting(good.url(), OK)) {
            assertOutcome(
                    host.ask(server.url()),
                    2,
                    "MAILTALLY CRITICAL - " + server.url() + " answers with an HTTP error, 302");
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void check_answerWithoutAnHttpHead_isNoAnswer(Host host) throws IOException {
        try (HeaderlessServer server = new HeaderlessServer(OK + "\n")) {
            assertOutcome(host.ask(server.url()), 2, "MAILTALLY CRITICAL - no answer from " + server.url());
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void check_bodyThatLooksLikeHeaders_isNoHead(Host host) throws IOException {
        try (HeaderlessServer server = new HeaderlessServer("  HTTP/1.1 200 OK\n\n" + OK + "\n")) {
            assertThat(host.ask(server.url()).exit()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void check_terminalEscapes_arePrintedAsBlanks(Host host) throws IOException {
        String hostile = "MAILTALLY WARNING - \u001b[31m5\u0007 ünread\u009b1m | x=5;;;0";
        try (AnsweringServer server = AnsweringServer.answering(200, hostile + "\n")) {
            assertOutcome(host.ask(server.url()), 1, "MAILTALLY WARNING -  [31m5  ünread 1m | x=5;;;0");
        }
    }

    static Stream<String> improperAnswers() {
        return Stream.of(
                "",
                "\n" + OK,
                " " + OK,
                "OK",
                "OK - 5 messages",
                "MAILTALLY",
                "MAILTALLY OK",
                "MAILTALLY  OK - two blanks",
                "MAILTALLY OKAY - 5 messages",
                "MAILTALLY ok - 5 messages",
                "OTHER OK - 5 messages",
                "<html><body>MAILTALLY OK - 5 messages</body></html>",
                "{\"status\": \"OK\"}",
                "MAILTALLY DOWN - it is not OK");
    }

    @ParameterizedTest
    @MethodSource("improperAnswers")
    void check_improperAnswer_isNeverOk(String body) throws IOException {
        try (AnsweringServer server = AnsweringServer.answering(200, body)) {
            String why = "what answers at " + server.url() + " is not Mailtally's check";
            assertOutcome(anyHost().ask(server.url()), 2, "MAILTALLY CRITICAL - " + why);
            assertOutcome(anyHost().ask(server.url(), "--unreachable", "unknown"), 3, "MAILTALLY UNKNOWN - " + why);
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void check_valuesRightBehindTheirOptions_andNoMinutes_asksForAnHour(Host host) throws IOException {
        try (AnsweringServer server = AnsweringServer.answering(200, OK)) {
            assertOutcome(host.check("-u" + server.url(), "--tracker=outgoing", "-w10:"), 0, OK);
            assertThat(server.asked()).startsWith("/check?tracker=outgoing&minutes=60&warning=10%3A ");
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void check_httpErrorWithAGoodBody_isCriticalOrUnknownByOption(Host host) throws IOException {
        try (AnsweringServer server = AnsweringServer.answering(500, OK)) {
            assertOutcome(
                    host.ask(server.url()),
                    2,
                    "MAILTALLY CRITICAL - " + server.url() + " answers with an HTTP error, 500");
            assertThat(host.ask(server.url(), "--unreachable=unknown").exit()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void check_answerThatNeverEnds_isGivenUpInTime(Host host) throws IOException {
        try (AnsweringServer server = AnsweringServer.hanging(OK + "\n")) {
            assertOutcome(
                    host.ask(server.url(), "-t", "1"),
                    2,
                    "MAILTALLY CRITICAL - no answer from " + server.url() + " within 1 s");
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void check_nobodyListens_isCriticalOrUnknownByOption(Host host) throws IOException {
        String url;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + socket.getLocalPort();
        }
        assertOutcome(host.ask(url), 2, "MAILTALLY CRITICAL - no answer from " + url);
        assertOutcome(host.ask(url, "--unreachable", "unknown"), 3, "MAILTALLY UNKNOWN - no answer from " + url);
    }

    @Test
    void check_addressWithPassword_doesNotShowIt() throws IOException {
        String place;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            place = "127.0.0.1:" + socket.getLocalPort();
        }
        assertOutcome(
                anyHost().ask("http://oncall:secret@" + place),
                2,
                "MAILTALLY CRITICAL - no answer from http://" + place);
    }

    @Test
    void check_neitherClient_isUnknown() throws IOException {
        Files.createDirectories(folder.resolve("nothing"));
        assertOutcome(
                new Host(List.of("/bin/sh"), "nothing").ask("http://127.0.0.1:1"),
                3,
                "MAILTALLY UNKNOWN - this host has neither curl nor wget: install one of them");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-u http://127.0.0.1:1",
                "-u  --tracker outgoing",
                "-u http://127.0.0.1:1 --tracker outgoing -m +60",
                "-u 127.0.0.1:1 --tracker outgoing -m 60",
                "-u http:// --tracker outgoing -m 60",
                "-u http://127.0.0.1:1 --tracker outgoing -m sixty",
                "-u http://127.0.0.1:1 --tracker outgoing -m 00",
                "-u http://127.0.0.1:1 --tracker outgoing -m -5",
                "-u http://127.0.0.1:1 --tracker outgoing -m 60 -t 0",
                "-u http://127.0.0.1:1 --tracker outgoing -m 60 --unreachable ok",
                "-u http://127.0.0.1:1 --tracker outgoing -m 60 --proxy proxy.example.com",
                "-u http://127.0.0.1:1 --tracker outgoing -m 60 -w",
                "-u http://127.0.0.1:1 --tracker outgoing -m 60 --verbos",
                "-u http://127.0.0.1:1 --tracker outgoing -m 60 --verbose=1",
                "-u http://127.0.0.1:1 --tracker outgoing -m 60 more"
            })
    void check_badUsage_isUnknownInOneLine(String arguments) throws IOException {
        for (Host host : hosts()) {
            Command.Outcome outcome = host.check((Object[]) arguments.split(" "));

            assertThat(outcome.exit()).isEqualTo(3);
            assertThat(outcome.out()).startsWith("MAILTALLY UNKNOWN - ").hasLineCount(1);
            assertThat(outcome.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void check_lettersOfPlugins_areTaken_andTheOldOnesWithAWarning(Host host) throws IOException {
        try (AnsweringServer server = AnsweringServer.answering(200, OK)) {
            String port = server.url().replaceFirst(".*:", "");
            Command.Outcome verbose = host.check("-H", "127.0.0.1", "-p", port, "--tracker", "outgoing", "-t9", "-v");
            assertThat(verbose.exit()).isZero();
            assertThat(verbose.out())
                    .startsWith(OK + "\n")
                    .contains("asked: http://127.0.0.1:" + port + "/check?tracker=outgoing&minutes=60")
                    .contains("answered: HTTP 200");
            assertThat(verbose.err()).isEmpty();

            Command.Outcome old = host.check("-u", server.url(), "-t", "outgoing", "-T", "9");
            assertThat(old.exit()).isZero();
            assertThat(old.out()).isEqualTo(OK + "\n");
            assertThat(old.err())
                    .contains("write --tracker", "write -t or --timeout")
                    .hasLineCount(2);
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void check_token_isSentFromItsFile(Host host) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "0123456789abcdef\n");
        try (AnsweringServer server = AnsweringServer.answering(200, OK)) {
            assertThat(host.ask(server.url(), "--token-file", file).exit()).isZero();
            assertThat(server.asked()).endsWith("[Bearer 0123456789abcdef]");
        }
        assertThat(host.ask("http://127.0.0.1:1", "--token-file", folder.resolve("none")))
                .satisfies(refused -> assertThat(refused.out()).contains("cannot be read"));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void check_wrongPassword_isNamedAsSuch(Host host) throws IOException {
        try (AnsweringServer server = AnsweringServer.answering(401, OK)) {
            assertOutcome(
                    host.ask(server.url()),
                    2,
                    "MAILTALLY CRITICAL - " + server.url()
                            + " wants a user and a password, or a token, and took none of these (HTTP 401)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void help_asked_isPrintedWithExitThree(String option) throws IOException {
        Command.Outcome outcome = anyHost().check("--tracker", "x", option);

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.out()).contains("-u URL] --tracker TRACKER [-m MINUTES]", "--unreachable", "[@]START:END");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void version_asked_isPrintedWithExitThree(String option) throws IOException {
        Command.Outcome outcome = anyHost().check(option);

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.out()).matches("check_mailtally \\d+\\.\\d+\\.\\d+\n");
    }
}

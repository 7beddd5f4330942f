package org.mailtally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailtally.reload.Refusal;
import org.mailtally.reload.RefusedException;
import org.mailtally.reload.RouteCheck;
import org.mailtally.settings.LiveSettings;
import org.mailtally.settings.Settings;
import org.mailtally.tally.TrackerDefinition;

/** Edits of the shipped route files that are wrong: each is refused, and the refusal names the place. */
class BrokenEditTest {

    @TempDir
    private Path home;

    private Path routes = Path.of("");

    @BeforeEach
    void copyRoutes() throws IOException {
        routes = Files.createDirectories(home.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
    }

    private RouteCheck check() {
        Settings settings = Settings.read(home, List.of(), Map.of(), new Properties());
        Wiring wiring = new Wiring(new LiveSettings(settings), Clock.systemUTC());
        Map<String, Object> beans = new HashMap<>();
        wiring.bind(beans::put, IdleStore.client(), "");
        return wiring.check(beans);
    }

    private Refusal refusal() {
        return catchThrowableOfType(RefusedException.class, () -> check().check(routes))
                .refusal();
    }

    private void edit(String file, String before, String after) throws IOException {
        Path path = routes.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(before);
        int at = text.indexOf(before);
        Files.writeString(path, text.substring(0, at) + after + text.substring(at + before.length()));
    }

    @Test
    void shippedFiles_areRight() throws RefusedException {
        assertThat(check().check(routes).trackers())
                .extracting("name")
                .containsExactly("outgoing", "received", "delivered", "bounced", "deferred", "rejected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "trackers~label: Outgoing mail~lable: Outgoing mail~property lable of outgoing~did you mean label?",
                "trackers~label: Outgoing mail~label Outgoing mail~mapping values are not allowed~structure",
                "trackers~label: Outgoing mail~label: \"\\d\"~unknown escape character~put the pattern in single quotes",
                "trackers~label: Outgoing mail~label: &a [*a]~it holds itself~without the alias",
                "trackers~name: bounced~name: outgoing~name of bean outgoing: defined already in routes/trackers~rename",
                "trackers~name: bounced~name: lines~belongs to the built-in tracker~rename",
                "trackers~name: bounced~name: mailtally.store~names that begin so are Mailtally's own~rename",
                "trackers~name: bounced~nmae: bounced~it has no name~add  name",
                "trackers~org.mailtally.Tracker~org.mailtally.Trakcer~bean outgoing~correct",
                "check~- removeHeaders:~- removeHeadrs:~Unknown node id: removeHeadrs~leave it out",
                "check~sendServerVersion~sendSeverVersion~has no such option~did you mean sendServerVersion?",
                "check~sendServerVersion: false~sendServerVersion: maybe~maybe~correct",
                "find~operation: findAll~operation: fndAll~fndAll~correct",
                "check~method: parse~method: aks~no method 'aks'~it has answer, judge, parse",
                "check~name: find-counts~name: find-cunts~no route begins with direct:find-cunts~did you mean find-counts?",
                "check~ref: mailtally.check~ref: mailtally.chek~no bean is named 'mailtally.chek'~define it",
                "track-mail~ref: mailtally.files~ref: mailtally.logs~no bean is named~it is mailtally.files now",
                "track-mail~method: filter~method: tally~no method 'tally'~it is two steps now:  filter  and  aggregate",
                "check~id: check~id: page~'page' is not the file's name~id: check",
                "check~uri: jetty~uri: jety~no component is named 'jety'~did you mean jetty?",
                "find~uri: mongodb:mailtally.store~uri: mongodb:store~no client is named 'store'~mailtally.store",
                "find~${body.query}~${body.query~functionEnd~correct",
                "find~{{mongodb.database}}~{{mongodb.databse}}~no such key is set~did you mean {{mongodb.database}}?",
                "find-counts~aggregationStrategy: mailtally.answers~aggregationStrategy: nothere~nothere~correct",
                "check~sendServerVersion: false~httpUri: here~given twice~leave one of them out",
                "track-mail~#mailtally.seen~#mailtally.sen~mailtally.sen~correct",
            })
    void edit_isRefusedNamingThePlace(String file, String before, String after, String fault, String remedy)
            throws IOException {
        edit(file + ".camel.yaml", before, after);
        Refusal refusal = refusal();
        assertThat(refusal.text())
                .startsWith("routes/" + file + ".camel.yaml, line ")
                .contains(fault)
                .contains(remedy);
        assertThat(refusal.text().lines()).hasSize(1);
        assertThat(Files.readAllLines(routes.resolve(file + ".camel.yaml")).get(refusal.line() - 1))
                .contains(refusal.excerpt().replace("…", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "label!at {{mongodb.uri}}!hold no placeholders!write the value itself",
                "label!'{{?mongodb.uri}}'!hold no placeholders!write the value itself",
                "label!'{{http.host}} mail'!hold no placeholders!write the value itself",
                "label!'#property:mongodb.uri'!name a bean![#]",
                "pattern!'a\\{{1,2}}'!hold no placeholders!a brace is \\{",
                "pattern!'#bean:x'!name a bean![#]",
                "pattern!!no value!single quotes",
                "pattern!~!~ is no value!single quotes",
                "pattern!null!null is no value!single quotes",
                "label!~!~ is no value!leave the property out",
                "by!null!null is no value!leave the property out",
                "pattern!''!empty!write one",
                "pattern!'[[:digit:]]x'!POSIX!write \\d",
                "pattern!'x\\<'!no word boundary!write \\b",
                "pattern!\"\\bdeferred\"!control character!single quotes"
            })
    void propertyOfATracker_thatCannotBeMeant_isRefused(String property, String value, String fault, String remedy)
            throws IOException {
        String written = "- name: more\n      type: org.mailtally.Tracker\n      properties:\n"
                + (property.equals("pattern") ? "" : "        pattern: x\n")
                + "        " + property + ": " + (value == null ? "" : value) + "\n    - name: bounced";
        edit("trackers.camel.yaml", "- name: bounced", written);

        Refusal refusal = refusal();

        assertThat(refusal.text()).contains(property + " of more", fault, remedy);
        assertThat(refusal.excerpt()).contains(property + ":");
    }

    @Test
    void valuesThatOnlyLookLikeNothing_areTakenBetweenQuotes() throws Exception {
        edit(
                "trackers.camel.yaml",
                "- name: bounced",
                "- name: more\n      type: org.mailtally.Tracker\n      properties:\n"
                        + "        pattern: 'null'\n        label: '~'\n    - name: bounced");

        TrackerDefinition more = check().check(routes).trackers().get(3);

        assertThat(more.label()).isEqualTo("~");
        assertThat(more.pattern().text()).isEqualTo("null");
    }

    @Test
    void patternThatIsWrong_theCaretStandsUnderTheFault() throws IOException {
        edit(
                "trackers.camel.yaml",
                "label: Deferred\n        pattern: '",
                "label: Deferred\n        pattern: 'it''s (?<x status=deferred ");
        Refusal refusal = refusal();
        assertThat(refusal.element()).isEqualTo("pattern of deferred");
        assertThat(refusal.excerpt().substring(refusal.caret())).startsWith(" status=deferred");
        assertThat(refusal.withExcerpt().lines().toList().get(2)).endsWith("^");
    }

    @Test
    void routeCopiedUnderItsOwnId_isRefused_whicheverFileComesFirst() throws IOException {
        Files.copy(routes.resolve("check.camel.yaml"), routes.resolve("zcopy.camel.yaml"));
        assertThat(refusal().text()).contains("routes/zcopy.camel.yaml, line 2", "defined already", "check.camel.yaml");
        Files.move(routes.resolve("zcopy.camel.yaml"), routes.resolve("a.camel.yaml"));
        assertThat(refusal().text()).contains("routes/a.camel.yaml, line 2", "'check' is not the file's name");
    }

    @Test
    void fileThatIsNoRouteFile_isRefused() throws IOException {
        Path file = routes.resolve("check.camel.yaml");
        Map<byte[], String> contents = Map.of(
                new byte[0],
                "it is empty",
                "# nothing but a comment\n".getBytes(StandardCharsets.UTF_8),
                "it is empty",
                new byte[] {0x7f, 'E', 'L', 'F', 0, 1},
                "no text",
                new byte[] {'-', ' ', (byte) 0xff, '\n'},
                "no UTF-8 text",
                " ".repeat(10 << 20).getBytes(StandardCharsets.UTF_8),
                "more than 1048576 bytes",
                "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                "not YAML",
                "just text".getBytes(StandardCharsets.UTF_8),
                "no list at the top");
        for (Map.Entry<byte[], String> content : contents.entrySet()) {
            Files.write(file, content.getKey());
            assertThat(refusal().text()).contains("routes/check.camel.yaml").contains(content.getValue());
        }
        Files.delete(file);
        Files.createSymbolicLink(file, file);
        assertThat(refusal().text()).contains("routes/check.camel.yaml: it leads to no file");
    }

    @Test
    void aliasesThatMultiply_areRefusedAtOnce() throws IOException {
        StringBuilder bomb = new StringBuilder("- a: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("- a: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i - 1, i - 1, i - 1));
        }
        Files.writeString(routes.resolve("bomb.camel.yaml"), bomb);
        assertThat(refusal().text()).contains("routes/bomb.camel.yaml");
    }

    @Test
    void noTracker_isRefused() throws IOException {
        Files.delete(routes.resolve("trackers.camel.yaml"));
        assertThat(refusal().text()).contains("no tracker is defined");
    }

    @Test
    void editorsOwnFiles_areNoRouteFiles() throws IOException {
        for (String name : List.of(
                ".trackers.camel.yaml.swp",
                "trackers.camel.yaml~",
                "#trackers.camel.yaml#",
                ".#trackers.camel.yaml",
                "4913",
                "trackers.camel.yaml.bak",
                "sedA1b2C3")) {
            Files.writeString(routes.resolve(name), "no YAML: [");
        }
        assertThat(catchThrowableOfType(RefusedException.class, () -> check().check(routes)))
                .isNull();
    }
}

package org.mailtally.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.pattern.LinePattern;
import org.mailtally.tally.TrackerDefinition;

/** Edits of the route files of a running context, look by look. */
class RouteReloaderTest {

    private static final String TRACKERS =
            """
            - beans:
                - name: outgoing
                  type: org.mailtally.reload.RouteReloaderTest$Word
                  properties:
                    text: cleanup
            """;

    @TempDir
    private Path folder;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<List<TrackerDefinition>> active = new ArrayList<>();
    private RouteReloader reloader = reloader();

    private RouteReloader reloader() {
        RouteCheck check = new RouteCheck(
                new Properties(),
                Map.of("mailtally.echo", new Echo()),
                (name, bean) -> bean instanceof Word word && !name.equals("word")
                        ? Optional.of(new TrackerDefinition(name, name, LinePattern.compile(word.text())))
                        : Optional.empty());
        return new RouteReloader(folder, check, active::add, Clock.systemUTC());
    }

    /** A bean of the files: a tracker, or what a route says. */
    public static final class Word {
        private String text = "";

        public void setText(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** A bean that routes call. */
    public static final class Echo {
        public String say(String text) {
            return "said " + text;
        }
    }

    @BeforeEach
    void start() throws Exception {
        write("trackers", TRACKERS);
        write("one", route("one", "1"));
        write("two", route("two", "2"));
        context.getRegistry().bind("mailtally.echo", new Echo());
        reloader = reloader();
        reloader.load(context);
        context.start();
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".camel.yaml"), text);
    }

    private static String route(String id, String body) {
        return """
                - route:
                    id: %s
                    from:
                      uri: direct:%s
                      steps:
                        - setBody:
                            expression:
                              constant:
                                expression: "%s"
                """
                .formatted(id, id, body);
    }

    private String ask(String id) {
        return context.createProducerTemplate().requestBody("direct:" + id, "", String.class);
    }

    private void looks(int times) {
        for (int i = 0; i < times; i++) {
            reloader.look();
        }
    }

    @Test
    void edit_goesLiveAtTheSecondLookThatFindsIt_andLeavesTheOtherRoutesAlone() throws IOException {
        Object other = context.getRoute("two");
        write("one", route("one", "another"));
        looks(1);
        assertThat(ask("one")).isEqualTo("1");
        looks(1);
        assertThat(ask("one")).isEqualTo("another");
        assertThat(context.getRoute("two")).isSameAs(other);
        assertThat(ask("two")).isEqualTo("2");
    }

    @Test
    void brokenEdit_changesNothing_isToldOnceItStays_andGoesAwayWhenMended() throws IOException {
        Object one = context.getRoute("one");
        write("one", route("one", "x").replace("setBody", "setBdy"));
        write("two", route("two", "y"));
        looks(3);
        assertThat(reloader.refused()).isEmpty();
        looks(1);
        assertThat(reloader.refused())
                .hasValueSatisfying(refused ->
                        assertThat(refused.refusal().text()).contains("routes/one.camel.yaml, line 6", "setBdy"));
        assertThat(context.getRoute("one")).isSameAs(one);
        assertThat(ask("one") + ask("two")).isEqualTo("12");

        write("one", route("one", "x"));
        looks(2);
        assertThat(reloader.refused()).isEmpty();
        assertThat(ask("one") + ask("two")).isEqualTo("xy");
    }

    @Test
    void brokenEditUndone_isNoChange() throws IOException {
        Object one = context.getRoute("one");
        write("one", "- route: [");
        looks(5);
        assertThat(reloader.refused()).isPresent();
        write("one", route("one", "1"));
        looks(2);
        assertThat(reloader.refused()).isEmpty();
        assertThat(context.getRoute("one")).isSameAs(one);
    }

    @Test
    void fileWrittenInParts_isTakenWhenItIsWhole() throws IOException {
        String whole = route("one", "whole");
        for (int length = 0; length < whole.length(); length += 40) {
            write("one", whole.substring(0, length));
            looks(1);
            assertThat(ask("one")).isEqualTo("1");
        }
        write("one", whole);
        looks(2);
        assertThat(ask("one")).isEqualTo("whole");
        assertThat(reloader.refused()).isEmpty();
    }

    @Test
    void fileAwayBetweenTwoStepsOfSaving_itsRouteStays() throws IOException {
        Object one = context.getRoute("one");
        Path file = folder.resolve("one.camel.yaml");
        Path backup = folder.resolve("one.camel.yaml~");
        Files.move(file, backup);
        looks(1);
        Files.copy(backup, file);
        looks(2);
        assertThat(context.getRoute("one")).isSameAs(one);
    }

    @Test
    void savedByRename_goesLive() throws IOException {
        Path temporary = folder.resolve(".one.camel.yaml.tmp");
        Files.writeString(temporary, route("one", "renamed"));
        Files.move(temporary, folder.resolve("one.camel.yaml"), StandardCopyOption.REPLACE_EXISTING);
        looks(2);
        assertThat(ask("one")).isEqualTo("renamed");
    }

    @Test
    void touchedButEqual_isNoChange_andAnEditWithTheFormerTimeIsOne() throws IOException {
        Object one = context.getRoute("one");
        Path file = folder.resolve("one.camel.yaml");
        FileTime time = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 5_000));
        looks(4);
        assertThat(context.getRoute("one")).isSameAs(one);
        write("one", route("one", "9"));
        Files.setLastModifiedTime(file, time);
        looks(2);
        assertThat(ask("one")).isEqualTo("9");
    }

    @Test
    void routesAndBeansThatLeft_goAway_andComeBack() throws IOException {
        write("beans", "- beans:\n    - name: spare\n      type: java.lang.Object\n");
        looks(2);
        assertThat(context.getRegistry().lookupByName("spare")).isNotNull();
        Files.delete(folder.resolve("beans.camel.yaml"));
        Files.delete(folder.resolve("two.camel.yaml"));
        looks(2);
        assertThat(context.getRegistry().lookupByName("spare")).isNull();
        assertThat(context.getRoute("two")).isNull();
        assertThat(context.getRoutes()).hasSize(1);
        write("two", route("two", "2"));
        looks(2);
        assertThat(ask("two")).isEqualTo("2");
    }

    @Test
    void trackers_areActiveAtOnce_andNoRouteStopsForThem() throws IOException {
        Object one = context.getRoute("one");
        write("trackers", TRACKERS + TRACKERS.replace("outgoing", "invites").substring("- beans:\n".length()));
        looks(2);
        assertThat(active.get(active.size() - 1))
                .extracting(TrackerDefinition::name)
                .containsExactly("outgoing", "invites");
        assertThat(context.getRoute("one")).isSameAs(one);
    }

    @Test
    void beanThatARouteCalls_isEdited_theRouteUsesTheNewOne() throws IOException {
        String bean =
                """
                - beans:
                    - name: word
                      type: org.mailtally.reload.RouteReloaderTest$Word
                      properties:
                        text: %s
                """;
        write("words", bean.formatted("old"));
        write(
                "one",
                route("one", "x")
                        .replace("constant:", "method:")
                        .replace("expression: \"x\"", "ref: word\n                method: text"));
        looks(2);
        assertThat(ask("one")).isEqualTo("old");
        write("words", bean.formatted("new"));
        looks(2);
        assertThat(ask("one")).isEqualTo("new");
    }

    @Test
    void handlingOfErrors_isEdited_everyRouteHasIt_alsoOneThatIsEditedLater() throws IOException {
        String errors =
                """
                - routeConfiguration:
                    onException:
                      - onException:
                          exception: [java.lang.Throwable]
                          handled:
                            constant:
                              expression: "true"
                          steps:
                            - setBody:
                                expression:
                                  constant:
                                    expression: "%s"
                """;
        String failing = route("one", "1") + "        - throwException:\n            message: bad\n"
                + "            exceptionType: java.lang.IllegalStateException\n";
        write("errors", errors.formatted("first"));
        write("one", failing);
        looks(2);
        assertThat(ask("one")).isEqualTo("first");
        write("errors", errors.formatted("second"));
        looks(2);
        assertThat(ask("one")).isEqualTo("second");
        write("one", failing.replace("bad", "worse"));
        looks(2);
        assertThat(ask("one")).isEqualTo("second");
        Files.delete(folder.resolve("errors.camel.yaml"));
        write("one", route("one", "1"));
        looks(2);
        assertThat(ask("one") + ask("two")).isEqualTo("12");
    }

    @Test
    void routeThatDoesNotStart_allIsAsBefore() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            String jetty = route("two", "2")
                    .replace(
                            "uri: direct:two",
                            "uri: jetty\n      parameters:\n        httpUri: \"http://0.0.0.0:" + taken.getLocalPort()
                                    + "/x\"");
            write("two", jetty);
            write("one", route("one", "changed"));
            looks(4);
            assertThat(reloader.refused()).isPresent();
            assertThat(ask("one") + ask("two")).isEqualTo("12");
        }
    }

    @Test
    void folderAway_whatRunsStays() throws IOException {
        Path away = folder.resolveSibling(folder.getFileName() + "-away");
        Files.move(folder, away);
        looks(4);
        assertThat(reloader.refused())
                .hasValueSatisfying(
                        refused -> assertThat(refused.refusal().text()).contains("can't be read"));
        assertThat(ask("one") + ask("two")).isEqualTo("12");
        Files.move(away, folder);
        looks(2);
        assertThat(reloader.refused()).isEmpty();
    }
}

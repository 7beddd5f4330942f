package org.mailtally.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailtally.check.State;
import org.mailtally.dashboard.Situation;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.Place;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.OpenLog;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.Task;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** What a scrape shows while trackers come and go, the store is away and edits are refused. */
class MetricsAnswersTest {

    private static final Instant NOW = Instant.parse("2026-11-23T14:46:00Z");

    @TempDir
    private Path folder;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Following following = new Following(clock);
    private final StoreWatch watch = new StoreWatch(clock);
    private final AtomicLong refusals = new AtomicLong();
    private List<TrackerDefinition> active = List.of(tracker("sent", "status=sent"), tracker("deferred", "deferred"));
    private Situation.Edits edits = Situation.Edits.NONE;
    private @Nullable MetricsAnswers answers;

    private static TrackerDefinition tracker(String name, String pattern) {
        return new TrackerDefinition(name, name, LinePattern.compile(pattern));
    }

    private Trackers trackers() {
        return new Trackers(() -> active);
    }

    private MetricsAnswers answers() {
        MetricsAnswers made = answers;
        if (made == null) {
            Situations situations = new Situations(
                    new Situations.Instance("1.0.0", "mx1", NOW, "embedded:data"),
                    () -> new AnswerSettings(ZoneOffset.UTC, Duration.ofMinutes(30), State.UNKNOWN),
                    new Folder(folder, Pattern.compile("mail\\.log.*"), 2),
                    following,
                    trackers(),
                    watch,
                    () -> edits,
                    List::of,
                    List::of,
                    clock);
            made = new MetricsAnswers(
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                    situations,
                    trackers(),
                    new MetricsAnswers.Sources(() -> 3, () -> 2, () -> 1, () -> 5, refusals::get));
            answers = made;
        }
        return made;
    }

    private Stream<String> scrape() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        answers().answer(exchange);
        return new String(exchange.getMessage().getBody(byte[].class), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("mailtally_"));
    }

    private static String line(int second, String rest) {
        return "2026-11-23T14:40:%02dZ mx1 postfix/smtp[7]: 4XyZ: %s\n".formatted(second, rest);
    }

    /** Counts a log as it is now, and notes it as stored. */
    private void count(String name, String text, Instant modified) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(modified));
        Trackers trackers = trackers();
        try (OpenLog log = new Logs(folder, "mx1", ZoneOffset.UTC, following, clock).open(file.toFile())) {
            log.settle(log.findFirstTime().orElseThrow());
            Map<String, Place> starts = Map.of("sent", log.start(), Trackers.LINES, log.start());
            Iterator<@Nullable Task> tasks = trackers.tasks(log, trackers.now(), starts, Set.of());
            while (tasks.hasNext()) {
                Task task = tasks.next();
                if (task != null) {
                    answers().stored(trackers.aggregate(trackers.filter(task)));
                }
            }
        }
        following.ended(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "application/openmetrics-text#application/openmetrics-text; version=1.0.0; charset=utf-8",
                "application/openmetrics-text; version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"
                        + "#application/openmetrics-text; version=1.0.0; charset=utf-8",
                "text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.5"
                        + "#text/plain; version=0.0.4; charset=utf-8",
                "application/json#text/plain; version=0.0.4; charset=utf-8",
                "*/*#text/plain; version=0.0.4; charset=utf-8",
                "''#text/plain; version=0.0.4; charset=utf-8",
            })
    void scraper_getsTheFormThatItAcceptsMostOfAll(String accept, String form) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader("Accept", accept);
        answers().answer(exchange);

        String text = new String(exchange.getMessage().getBody(byte[].class), StandardCharsets.UTF_8);
        assertThat(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo(form);
        assertThat(text.endsWith("# EOF\n")).isEqualTo(form.startsWith("application/openmetrics-text"));
        assertThat(text).contains("mailtally_read_lines_total");
    }

    @Test
    void countedOnceMore_theCounterOnlyGrows() throws IOException {
        String text = line(1, "status=sent (ok)") + line(2, "removed");
        count("mail.log", text, NOW);
        assertThat(scrape())
                .contains(
                        "mailtally_matched_lines_total{tracker=\"sent\"} 1.0",
                        "mailtally_matched_lines_total{tracker=\"deferred\"} 0.0",
                        "mailtally_read_lines_total 2.0",
                        "mailtally_read_bytes_total " + (double) text.length());

        count("mail.log", text, NOW);
        assertThat(scrape())
                .contains("mailtally_matched_lines_total{tracker=\"sent\"} 2.0", "mailtally_read_lines_total 4.0");
    }

    @Test
    void trackersThatComeAndGo_leaveNoSeriesBehind() throws IOException {
        count("mail.log", line(1, "status=sent (ok)"), NOW);
        assertThat(scrape()).anyMatch(line -> line.contains("tracker=\"deferred\""));

        active = List.of(tracker("sent", "status=sent"), tracker("bounced", "bounced"));
        assertThat(scrape().filter(line -> line.contains("{tracker=")))
                .containsExactlyInAnyOrder(
                        "mailtally_matched_lines_total{tracker=\"bounced\"} 0.0",
                        "mailtally_matched_lines_total{tracker=\"sent\"} 1.0",
                        "mailtally_undecided_lines{tracker=\"bounced\"} 0.0",
                        "mailtally_undecided_lines{tracker=\"sent\"} 0.0");
    }

    @Test
    void logs_onlyThoseStillWrittenToAreNamed_andNotMoreThanFifty() throws IOException {
        for (int log = 0; log < 60; log++) {
            count("mail.log." + log, line(1, "of log " + log), NOW);
        }
        count("mail.log.old", line(1, "old"), NOW.minus(Duration.ofDays(1)));

        List<String> named = scrape().filter(line -> line.contains("{log=")).toList();
        assertThat(named).hasSize(2 * 50).noneMatch(line -> line.contains("old"));
        assertThat(scrape()).contains("mailtally_followed_logs 61.0", "mailtally_unread_logs 0.0");
    }

    @Test
    void faults_areSeen() throws IOException {
        assertThat(scrape())
                .contains(
                        "mailtally_store_up 1.0",
                        "mailtally_edit_refused 0.0",
                        "mailtally_edits_refused_total 0.0",
                        "mailtally_edits_taken_total 5.0",
                        "mailtally_faults_total 3.0",
                        "mailtally_possible_gaps 2.0",
                        "mailtally_superseded_trackers 1.0",
                        "mailtally_recount_logs 0.0",
                        "mailtally_build_info{version=\"1.0.0\"} 1");

        count("mail.log", line(1, "a line"), NOW);
        following.fault("mail.log", "can't be read: permission denied");
        watch.failed(new IOException("refuses the connection"));
        refusals.incrementAndGet();
        edits = new Situation.Edits(
                new Situation.Refused("routes/check.camel.yaml", 3, "", "", -1, "wrong", "correct it", NOW),
                new Situation.Recount(List.of("Sent"), 300, 1_000, 4, 9));
        assertThat(scrape())
                .contains(
                        "mailtally_store_up 0.0",
                        "mailtally_unread_logs 1.0",
                        "mailtally_edit_refused 1.0",
                        "mailtally_edits_refused_total 1.0",
                        "mailtally_recount_logs 4.0",
                        "mailtally_recount_left_bytes 700.0");
    }
}

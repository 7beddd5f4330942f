package org.mailtally.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.check.State;
import org.mailtally.http.Turns;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.OpenLog;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** The three things that a count of 0 can mean: no mail, a silent log, and nobody who looked. */
class CheckAnswersTest {

    private static final Instant NOW = Instant.parse("2026-11-23T14:46:00Z");
    private static final Instant START = Instant.parse("2026-11-23T09:12:00Z");
    private static final long WINDOW = 300;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Following following = new Following(clock);
    private final Trackers trackers = new Trackers(
            () -> List.of(new TrackerDefinition("outgoing", "Outgoing", LinePattern.compile("message-id="))));
    private final List<Document> mail = new ArrayList<>();
    private final List<Document> lines = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void follow() throws IOException {
        follow("mail.log");
    }

    private void follow(String name) throws IOException {
        Path log = Files.writeString(folder.resolve(name), "Nov 23 14:00:00 mx1 postfix/qmgr[1]: a line\n");
        Files.setLastModifiedTime(log, FileTime.from(NOW.minus(Duration.ofHours(2))));
        try (OpenLog open = new Logs(folder, "mx1", ZoneOffset.UTC, following, clock).open(log.toFile())) {
            assertThat(open.name()).isEqualTo(name);
        }
    }

    @Test
    void linesButNoMessage_saysHowManyLinesWereRead() {
        read("13:30", "14:45", 0, 829);

        assertThat(answer(State.UNKNOWN, "")).isEqualTo("OK - 0 messages in the last 60 minutes (9,948 lines read)");
        assertThat(answer(State.UNKNOWN, "1:")).startsWith("CRITICAL - 0 messages");
    }

    @Test
    void followedButNotOneLine_saysForHowLongTheLogIsSilent() {
        read("13:00", "14:05", 0, 7);
        read("14:05", "14:45", 0, 0);

        assertThat(answer(State.UNKNOWN, "1:"))
                .isEqualTo("UNKNOWN - 0 messages in the last 60 minutes, mail.log silent for 41 minutes");
        assertThat(answer(State.CRITICAL, "")).startsWith("CRITICAL - 0 messages");
        assertThat(answer(State.WARNING, "")).startsWith("WARNING - 0 messages");
        assertThat(answer(State.WARNING, "1:")).startsWith("CRITICAL - 0 messages");
        assertThat(answer(State.OK, "1:")).startsWith("CRITICAL - 0 messages");
        assertThat(answer(State.OK, "")).startsWith("OK - 0 messages");
    }

    @Test
    void silentForLessThanASilence_isNoMatter() {
        read("13:00", "14:20", 5, 7);
        read("14:20", "14:45", 0, 0);

        assertThat(answer(State.UNKNOWN, "1:")).startsWith("OK - 35 messages in the last 60 minutes (49 lines read)");
    }

    @Test
    void nobodyRead_saysSinceWhenAndWhat() {
        read("13:00", "14:05", 3, 7);

        assertThat(answer(State.UNKNOWN, "1:")).isEqualTo("UNKNOWN - nobody has read mail.log since 14:05");
        assertThat(answer(State.CRITICAL, "")).isEqualTo("CRITICAL - nobody has read mail.log since 14:05");
    }

    @Test
    void logThatCannotBeRead_saysSoAtOnce_howeverWellItWasReadBefore() {
        read("13:30", "14:45", 0, 829);
        following.fault("mail.log", "can't be read: permission denied");

        String reason = "nobody has read mail.log since 09:12: permission denied";
        assertThat(answer(State.UNKNOWN, "")).isEqualTo("UNKNOWN - " + reason);
        assertThat(answer(State.CRITICAL, "")).isEqualTo("CRITICAL - " + reason);
        assertThat(answer(State.OK, "")).isEqualTo("OK - " + reason);
    }

    @Test
    void oneOfTwoLogsThatCannotBeRead_saysThatTheCountIsAPart() throws IOException {
        read("13:30", "14:45", 2, 829);
        follow("maillog");
        following.ended("maillog");
        following.fault("maillog", "can't be read: permission denied");

        assertThat(answer(State.UNKNOWN, ""))
                .isEqualTo(
                        "UNKNOWN - 24 messages in the last 60 minutes (9,948 lines read), only a part: nobody has read"
                                + " maillog since 14:46: permission denied");
    }

    @Test
    void nobodyEverRead_saysForHowLong() {
        assertThat(answer(State.UNKNOWN, "")).isEqualTo("UNKNOWN - nobody has read mail.log for the last 60 minutes");
    }

    @Test
    void holeBetweenTwoLogs_isNoGap() {
        read("13:00", "14:15", 3, 7);
        read("14:35", "14:45", 3, 7);

        assertThat(answer(State.UNKNOWN, "")).isEqualTo("OK - 24 messages in the last 60 minutes (56 lines read)");
    }

    @Test
    void longHole_isNamedButTheCountIsJudged() {
        read("13:00", "14:00", 3, 7);
        read("14:35", "14:45", 3, 7);

        assertThat(answer(State.UNKNOWN, ""))
                .isEqualTo("OK - 15 messages in the last 60 minutes (35 lines read), 35 of 60 minutes were not read");
    }

    @Test
    void parameterGivenTwice_isNotHalfJudged() {
        read("13:00", "14:45", 3, 7);

        assertThat(answer(State.UNKNOWN, "1:&tracker=bounced"))
                .isEqualTo("UNKNOWN - tracker is given 2 times: give it once");
        assertThat(answer(State.UNKNOWN, "1:&critical=90:"))
                .isEqualTo("UNKNOWN - critical is given 2 times: give it once");
    }

    /** Stores rows of every window of a time. */
    private void read(String from, String to, long messages, long linesRead) {
        long end = Instant.parse("2026-11-23T" + to + ":00Z").getEpochSecond();
        for (long at = Instant.parse("2026-11-23T" + from + ":00Z").getEpochSecond(); at < end; at += WINDOW) {
            mail.add(row("outgoing", at, messages));
            lines.add(row(Trackers.LINES, at, linesRead));
        }
    }

    private static Document row(String tracker, long at, long count) {
        return new Document("tracker", tracker)
                .append("insert_time", Date.from(Instant.ofEpochSecond(at)))
                .append("msg_count", count);
    }

    /** The answer over the last hour without the plugin's name and the performance data. */
    private String answer(State state, String critical) {
        Watch watch = new Watch(
                following, () -> new AnswerSettings(ZoneId.of("UTC"), Duration.ofMinutes(30), state), START, clock);
        CheckAnswers answers =
                new CheckAnswers(trackers, watch, new StoreWatch(clock), clock, new Turns(1 << 20, Duration.ZERO));
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getIn().setHeader(Exchange.HTTP_QUERY, "tracker=outgoing&minutes=60&critical=" + critical);
        CheckAnswers.Parsed asked = answers.parse(exchange);
        answers.answer(asked, List.of(mail, lines), exchange);
        String line = new String((byte[]) exchange.getMessage().getBody(), StandardCharsets.UTF_8).strip();
        return line.replaceFirst("^MAILTALLY ", "").replaceFirst(" \\|.*$", "");
    }
}

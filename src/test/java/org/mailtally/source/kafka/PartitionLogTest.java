package org.mailtally.source.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.Block;
import org.mailtally.source.Place;
import org.mailtally.tally.Key;
import org.mailtally.tally.Step;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Task;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

class PartitionLogTest {

    private static final PartitionName NAME = new PartitionName("cluster", "topic-id", "mail", 3);
    private static final long AT_TEN = Instant.parse("2026-11-23T10:00:30Z").getEpochSecond();

    private final List<PartitionRecord> topic = new ArrayList<>();
    private final SkippedRecords skipped = new SkippedRecords();
    private String pointer = "";
    private ZoneId zone = ZoneOffset.UTC;
    private long earliest;

    /** The topic, as far as it is kept. */
    private final class Kept implements History {
        @Override
        public long earliest() {
            return earliest;
        }

        @Override
        public void read(long from, long to, Consumer<PartitionRecord> taker) {
            topic.stream()
                    .filter(each -> each.offset() >= Math.max(from, earliest) && each.offset() < to)
                    .forEach(taker);
        }
    }

    private void add(long offset, long time, String value) {
        topic.add(new PartitionRecord(offset, time, value.getBytes(ISO_8859_1)));
    }

    private PartitionLog log(int from, int to) {
        return new PartitionLog(
                NAME, topic.subList(from, to), new Kept(), new RecordText(pointer), skipped, zone.getRules());
    }

    private static Trackers trackers() {
        List<TrackerDefinition> definitions =
                List.of(new TrackerDefinition("sent", "Sent", LinePattern.compile("sent")));
        return new Trackers(() -> definitions);
    }

    private static Tally tally(PartitionLog log, Place from, long most) throws IOException {
        Trackers trackers = trackers();
        Task.OfPortion task = new Task.OfPortion(
                Objects.requireNonNull(log.portion(from, most)), Set.copyOf(trackers.names()), trackers.now(), null);
        return trackers.aggregate(trackers.filter(task));
    }

    private Tally whole() throws IOException {
        PartitionLog log = log(0, topic.size());
        return tally(log, log.start(), Long.MAX_VALUE);
    }

    private static Map<String, Long> windows(Tally tally, String tracker) {
        Map<String, Long> windows = new TreeMap<>();
        for (Tally.Entry entry : tally.entries()) {
            if (entry.key().step() == Step.WINDOW && entry.key().tracker().equals(tracker)) {
                windows.put(Step.name(entry.key().start()), entry.count());
            }
        }
        return windows;
    }

    @Test
    void lineWithoutATime_isOfItsRecordsTime() throws IOException {
        add(0, AT_TEN, "sent a");
        add(1, AT_TEN + 900, "sent b");

        assertThat(windows(whole(), "sent"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "2026-11-23T10:00Z",
                        1L,
                        "2026-11-23T10:05Z",
                        0L,
                        "2026-11-23T10:10Z",
                        0L,
                        "2026-11-23T10:15Z",
                        1L));
    }

    @Test
    void lineWithoutAYear_isOfTheYearNearestToItsRecord() throws IOException {
        add(0, Instant.parse("2027-01-01T00:00:10Z").getEpochSecond(), "Dec 31 23:58:00 mx1 postfix: sent a");
        add(1, Instant.parse("2025-06-01T00:00:10Z").getEpochSecond(), "Jun  1 00:00:01 mx1 postfix: sent b");

        assertThat(windows(whole(), "sent"))
                .containsEntry("2026-12-31T23:55Z", 1L)
                .containsEntry("2025-06-01T00:00Z", 1L);
    }

    @Test
    void lineThatNamesItsTime_isOfThatTime_whateverItsRecordSays() throws IOException {
        add(0, 0, "2026-11-23T09:50:01+00:00 mx1 postfix: sent a");
        add(1, Long.MAX_VALUE / 1000, "2026-11-23T09:50:02+00:00 mx1 postfix: sent b");
        add(2, -1, "sent c");

        assertThat(windows(whole(), "sent")).isEqualTo(Map.of("2026-11-23T09:50Z", 3L));
    }

    @Test
    void repeatedHour_isThatOfTheRecord() throws IOException {
        zone = ZoneId.of("Europe/Berlin");
        add(0, Instant.parse("2026-10-25T00:30:05Z").getEpochSecond(), "Oct 25 02:30:00 mx1 postfix: sent a");
        add(1, Instant.parse("2026-10-25T01:30:05Z").getEpochSecond(), "Oct 25 02:30:00 mx1 postfix: sent b");

        assertThat(windows(whole(), "sent"))
                .containsEntry("2026-10-25T00:30Z", 1L)
                .containsEntry("2026-10-25T01:30Z", 1L);
    }

    @Test
    void recordOfSeveralLines_countsEachOfThem() throws IOException {
        add(0, AT_TEN, "sent a\nsent b\r\nlost c\n");

        assertThat(windows(whole(), "sent")).isEqualTo(Map.of("2026-11-23T10:00Z", 2L));
        assertThat(windows(whole(), "lines")).isEqualTo(Map.of("2026-11-23T10:00Z", 3L));
    }

    @Test
    void textInJson_isFoundByPointer_andWhatHasNoneIsCountedAndPassedOver() throws IOException {
        pointer = "/log/message";
        add(0, AT_TEN, "{\"log\": {\"message\": \"sent \\u00fc\\nsent b\"}}");
        add(1, AT_TEN, "");
        add(2, AT_TEN, "sent, and no JSON");
        add(3, AT_TEN, "{\"log\": {\"message\": 7}}");
        add(4, AT_TEN, "{\"log\": {}}");
        add(5, AT_TEN, "{\"log\": {\"message\": \"\"}}");
        add(6, AT_TEN, "\u00ff\u00fe{");

        assertThat(windows(whole(), "sent")).isEqualTo(Map.of("2026-11-23T10:00Z", 2L));
        assertThat(skipped.remark().orElseThrow()).contains("2 empty", "2 that are no JSON", "2 without a text");
    }

    @Test
    void lineOfTenMegabytes_isLookedAtByItsBeginning() throws IOException {
        add(0, AT_TEN, "sent " + "x".repeat(10 << 20) + "\nsent b");
        add(1, AT_TEN, "x".repeat(Block.LONGEST_LINE) + "sent");
        PartitionLog log = log(0, 2);
        Tally tally = tally(log, log.start(), Long.MAX_VALUE);

        assertThat(windows(tally, "sent")).isEqualTo(Map.of("2026-11-23T10:00Z", 2L));
        assertThat(windows(tally, "lines")).isEqualTo(Map.of("2026-11-23T10:00Z", 3L));
    }

    @Test
    void linesFarApart_areGivenInSeveralBlocks() throws IOException {
        for (int i = 0; i < 3 * Block.MOST_RUNS; i++) {
            add(i, AT_TEN + 600L * i, "sent");
        }
        Map<String, Long> windows = windows(whole(), "sent");

        assertThat(windows).hasSize(6 * Block.MOST_RUNS - 1);
        assertThat(windows.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(3 * Block.MOST_RUNS);
    }

    @Test
    void repeatOfAnotherRecordsLine_isOneLine() throws IOException {
        add(0, AT_TEN, "Nov 23 10:00:01 mx1 postfix: sent a");
        add(1, AT_TEN, "Nov 23 10:00:02 mx1 last message repeated 3 times");
        add(2, AT_TEN, "Nov 23 10:00:02 mx1 postfix: message repeated 4 times: [ sent b]");

        assertThat(windows(whole(), "sent")).isEqualTo(Map.of("2026-11-23T10:00Z", 5L));
    }

    @Test
    void recordsBelowARowsPosition_areLeftOutWhenItIsCountedAgain() throws IOException {
        for (int i = 0; i < 10; i++) {
            add(100 + 7 * i, AT_TEN, "sent\nsent");
        }
        Tally tally = whole();
        Key sent = new Key(Step.WINDOW, "sent", AT_TEN - 30);

        for (long position : new long[] {0, 100, 101, 107, 163, 164, 1000}) {
            long expected =
                    2 * topic.stream().filter(each -> each.offset() >= position).count();
            Tally again = Objects.requireNonNull(tally.recount()).from(Map.of(sent, position));
            assertThat(windows(again, "sent")).isEqualTo(Map.of("2026-11-23T10:00Z", expected));
            assertThat(windows(again, "lines")).isEqualTo(Map.of("2026-11-23T10:00Z", 20L));
        }
    }

    @Test
    void whatLiesBeforeThePoll_isReadFromTheTopic_asFarAsItIsKept() throws IOException {
        for (int i = 0; i < 100; i++) {
            add(i, AT_TEN + i, "sent");
        }
        earliest = 20;
        List<String> portions = new ArrayList<>();
        Trackers trackers = trackers();
        PartitionLog log = log(90, 100);
        Map<String, Place> places = new HashMap<>(Map.of("sent", new Place(10, AT_TEN, ""), "lines", log.start()));
        Iterator<@Nullable Task> tasks = trackers.tasks(log, trackers.now(), places, Set.of());
        while (tasks.hasNext()) {
            Task task = tasks.next();
            if (task != null) {
                Tally tally = trackers.aggregate(trackers.filter(task));
                portions.add(tally.trackers() + " " + windows(tally, "sent").values() + " "
                        + windows(tally, "lines").values());
            }
        }
        assertThat(portions).containsExactly("[lines] [] [70]", "[lines] [] [10]", "[sent] [70] []", "[sent] [10] []");
    }

    @Test
    void name_isThatOfThePartition_andOfNoTopicOfTheSameNameMadeLater() {
        PartitionName later = new PartitionName("cluster", "other-id", "mail", 3);

        assertThat(NAME.id()).isEqualTo(new PartitionName("cluster", "topic-id", "mail", 3).id());
        assertThat(NAME.id()).isNotEqualTo(later.id());
        assertThat(NAME).hasToString("kafka:mail/3");
    }
}

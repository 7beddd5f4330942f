package org.mailtally.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.Place;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.OpenLog;
import org.mailtally.store.Checkpoints;
import org.mailtally.store.Find;
import org.mailtally.store.Horizons;
import org.mailtally.store.Opening;
import org.mailtally.store.Openings;
import org.mailtally.store.Readings;
import org.mailtally.store.RowIndexes;
import org.mailtally.store.StoreWatch;
import org.mailtally.store.Write;
import org.mailtally.store.rows.RowBatch;
import org.mailtally.store.rows.Rows;
import org.mailtally.tally.SilentWindows;
import org.mailtally.tally.Step;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Task;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** Counts by value follow from the log alone, however it is cut, by whom and how often it is counted. */
final class ByValueLawsTest {

    private static final Instant START = Instant.parse("2026-11-22T23:52:00Z");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
    private static final int LIMIT = 3;
    private static final int LONGEST_LINE = 60;
    private static final TrackerDefinition TRACKER =
            new TrackerDefinition("sent", "Sent", LinePattern.compile("to=(?<to>[a-z]*)"), "to");

    private Path folder = Path.of("");

    /** A line: how many seconds after the start, and whom to; not to anybody where null. */
    record Written(int seconds, @Nullable String to) {
        String text() {
            Instant time = START.plusSeconds(seconds);
            return time.toString().replace("Z", "+00:00") + " mx1 smtp[1]: " + (to == null ? "idle" : "to=" + to)
                    + "\n";
        }
    }

    /** One process that counts the log from its start, batch after batch. */
    private static final class Instance {
        private final Trackers trackers;
        private final Rows rows;
        private final Logs logs;
        private final OpenLog log;
        private final Iterator<@Nullable Task> tasks;
        private final SimulatedStore store;
        private Iterator<RowBatch> batches = List.<RowBatch>of().iterator();
        private boolean ended;

        Instance(Path folder, SimulatedStore store, long portionBytes) throws IOException {
            this.store = store;
            trackers = new Trackers(() -> List.of(TRACKER), LIMIT, portionBytes, Runnable::run);
            Readings readings = new Readings(trackers, "UTC", CLOCK);
            logs = new Logs(folder, "mx1", ZoneOffset.UTC, new Following(CLOCK), CLOCK);
            claimReadings(readings);
            rows = new Rows(readings, new Horizons(), "mx1", LIMIT, new RowIndexes(false));
            log = logs.open(folder.resolve("mail.log").toFile());
            log.settle(log.findFirstTime().orElseThrow());
            Map<String, Place> places = new HashMap<>();
            trackers.names().forEach(name -> places.put(name, log.start()));
            tasks = trackers.tasks(log, trackers.now(), places, Set.of());
        }

        private void claimReadings(Readings readings) throws IOException {
            Openings openings = new Openings(
                    trackers,
                    readings,
                    new Checkpoints(trackers, readings),
                    new Horizons(),
                    new SilentWindows("mx1", CLOCK, System::nanoTime),
                    new StoreWatch(CLOCK),
                    new RowIndexes(false));
            Opening opening = openings.idle();
            for (Find find = opening.getFind(); find != null; find = opening.getFind()) {
                write(openings.claims(opening, store.find(find.collection(), find.query())));
            }
        }

        private void write(Write write) {
            write.models().forEach(model -> store.write(write.collection(), model));
        }

        /** Finds a batch and writes it; false at the end. */
        boolean step() throws IOException {
            if (!batches.hasNext() && !ended) {
                Task task = tasks.hasNext() ? tasks.next() : null;
                ended = task == null;
                if (task != null) {
                    Tally tally = trackers.aggregate(trackers.filter(task));
                    batches = rows.batches(tally).iterator();
                }
            }
            if (batches.hasNext()) {
                RowBatch batch = batches.next();
                Find find = batch.getFind();
                write(rows.writes(batch, store.find(find.collection(), find.query())));
            }
            return !ended;
        }

        void close() throws IOException {
            log.close();
        }
    }

    @BeforeTry
    void makeFolder() throws IOException {
        folder = Histories.folder();
    }

    @AfterTry
    void removeFolder() throws IOException {
        Files.deleteIfExists(folder.resolve("mail.log"));
        Files.delete(folder);
    }

    @Provide
    Arbitrary<List<Written>> logs() {
        Arbitrary<@Nullable String> to =
                Arbitraries.of("a", "b", "c", "d", "e", "f", "other", "").injectNull(0.2);
        return Combinators.combine(Arbitraries.integers().between(0, 1_500), to)
                .as(Written::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void anyCut_replayed_theSameRows(
            @ForAll("logs") List<Written> written,
            @ForAll @IntRange(min = LONGEST_LINE, max = 1_500) int cut,
            @ForAll @IntRange(min = LONGEST_LINE, max = 1_500) int otherCut)
            throws IOException {
        write(written);
        SimulatedStore store = new SimulatedStore();
        run(new Instance(folder, store, cut));
        assertThat(stored(store)).isEqualTo(expected(written));
        run(new Instance(folder, store, otherCut));
        assertThat(stored(store)).isEqualTo(expected(written));
        assertSums(store);
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void twoInstances_oneEndsEarly_theSameRows(
            @ForAll("logs") List<Written> written,
            @ForAll @IntRange(min = LONGEST_LINE, max = 1_500) int cut,
            @ForAll @IntRange(min = LONGEST_LINE, max = 1_500) int otherCut,
            @ForAll List<Boolean> turns)
            throws IOException {
        write(written);
        SimulatedStore store = new SimulatedStore();
        Instance killed = new Instance(folder, store, cut);
        Instance other = new Instance(folder, store, otherCut);
        for (boolean turn : turns) {
            (turn ? killed : other).step();
        }
        killed.close();
        run(other);
        run(new Instance(folder, store, cut));
        assertThat(stored(store)).isEqualTo(expected(written));
        assertSums(store);
    }

    private static void run(Instance instance) throws IOException {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = instance.step();
        }
        instance.close();
    }

    private void write(List<Written> written) throws IOException {
        StringBuilder text = new StringBuilder();
        written.forEach(line -> text.append(line.text()));
        Files.writeString(folder.resolve("mail.log"), text);
    }

    /** The counts of each window, hour and day by value. */
    private static Map<String, Map<String, Long>> expected(List<Written> written) {
        Map<String, Map<String, Long>> expected = new TreeMap<>();
        for (Step step : Step.values()) {
            Map<Long, Set<String>> named = new HashMap<>();
            for (Written line : written) {
                if (line.to() != null) {
                    long start = step.startOf(
                            OffsetDateTime.parse(line.text().split(" ", 2)[0]).toEpochSecond());
                    Set<String> names = named.computeIfAbsent(start, each -> new LinkedHashSet<>());
                    String value = line.to().isEmpty() ? "-" : line.to();
                    boolean isNamed = !value.equals("other") && (names.contains(value) || names.size() < LIMIT);
                    if (isNamed) {
                        names.add(value);
                    }
                    expected.computeIfAbsent(step + " " + Step.name(start), each -> new TreeMap<>())
                            .merge(isNamed ? value : "other", 1L, Long::sum);
                }
            }
        }
        return expected;
    }

    private static Map<String, Map<String, Long>> stored(SimulatedStore store) {
        Map<String, Map<String, Long>> stored = new TreeMap<>();
        for (Step step : Step.values()) {
            for (Document row : rows(store, step)) {
                if (row.containsKey("by")) {
                    stored.computeIfAbsent(step + " " + start(row), each -> new TreeMap<>())
                            .merge(
                                    row.getString("by"),
                                    row.get("msg_count", Number.class).longValue(),
                                    Long::sum);
                }
            }
        }
        return stored;
    }

    /** The rows of by-values add up to the row of the tracker, whose sum other people's queries are not to double. */
    private static void assertSums(SimulatedStore store) {
        Map<String, Long> sums = new TreeMap<>();
        Map<String, Long> totals = new TreeMap<>();
        for (Step step : Step.values()) {
            for (Document row : rows(store, step)) {
                String key = step + " " + start(row);
                boolean isTrackers = row.getString("tracker").equals("sent") && !row.containsKey("by");
                if (row.containsKey("by")) {
                    sums.merge(key, row.get("msg_count", Number.class).longValue(), Long::sum);
                    assertThat(row.getString("tracker")).isEqualTo(step == Step.WINDOW ? "sent" : "sent by");
                } else if (isTrackers && row.get("msg_count", Number.class).longValue() > 0) {
                    totals.merge(key, row.get("msg_count", Number.class).longValue(), Long::sum);
                }
            }
        }
        assertThat(sums).isEqualTo(totals);
    }

    private static List<Document> rows(SimulatedStore store, Step step) {
        return switch (step) {
            case WINDOW -> {
                List<Document> rows = new ArrayList<>(store.all("mail"));
                rows.addAll(store.all("mail_by"));
                yield rows;
            }
            case HOUR -> List.copyOf(store.all("mail_hours"));
            case DAY -> List.copyOf(store.all("mail_days"));
        };
    }

    private static String start(Document row) {
        return Step.name(row.getDate("insert_time").toInstant().getEpochSecond());
    }
}

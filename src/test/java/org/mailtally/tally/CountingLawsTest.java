package org.mailtally.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.mailtally.source.Place;
import org.mailtally.source.file.OpenLog;

final class CountingLawsTest {

    private static final Path FOLDER = Path.of("target", "counting-laws");
    private static final Instant START = Instant.parse("2026-11-22T22:30:00Z");

    private final Counts counts = new Counts("in", "^.* out$", "never");
    private final LogUnderTest log = new LogUnderTest(FOLDER);

    /** A line: how many seconds after the one before, undated where null, and its text. */
    record Written(long seconds, boolean dated, String text) {}

    @BeforeContainer
    static void makeFolder() throws IOException {
        Files.createDirectories(FOLDER);
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        Files.deleteIfExists(FOLDER.resolve("mail.log"));
        Files.deleteIfExists(FOLDER);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void entries_hoursAndDays_areSumsOfTheirWindows(@ForAll("logs") List<Written> written) throws IOException {
        log.write(text(written));
        try (OpenLog open = log.open()) {
            Map<Key, Long> all = Counts.byKey(counts.whole(open));
            Map<Key, Long> sums = new HashMap<>();
            all.forEach((key, count) -> {
                if (key.step() == Step.WINDOW) {
                    for (Step step : Step.values()) {
                        sums.merge(new Key(step, key.tracker(), step.startOf(key.start())), count, Long::sum);
                    }
                }
            });

            assertThat(all).isEqualTo(sums);
            assertThat(sum(all, "lines")).isEqualTo(written.size());
            assertThat(sum(all, "in"))
                    .isEqualTo(written.stream()
                            .filter(line -> line.text().contains("in"))
                            .count());
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void entries_logCountedInTwoParts_addUpToTheWhole(@ForAll("logs") List<Written> written, @ForAll int cut)
            throws IOException {
        log.write(text(written));
        try (OpenLog open = log.open()) {
            Map<Key, Long> whole = Counts.byKey(counts.whole(open));
            List<Place> places = places(open, written);
            Place place = places.get(Math.floorMod(cut, places.size()));

            assertThat(sums(open, place)).isEqualTo(whole);
        }
    }

    /** The sums of what lies before a place and of what lies behind it, each counted in one go. */
    private Map<Key, Long> sums(OpenLog open, Place place) throws IOException {
        Map<Key, Long> sums = new HashMap<>();
        if (place.position() > 0) {
            var portion = Objects.requireNonNull(open.portion(open.start(), place.position()));
            Trackers trackers = counts.trackers();
            Task task = new Task.OfPortion(portion, Set.copyOf(trackers.names()), trackers.now(), null);
            trackers.aggregate(trackers.filter(task))
                    .entries()
                    .forEach(entry -> sums.merge(entry.key(), entry.count(), Long::sum));
        }
        if (open.portion(place, 1) != null) {
            counts.tally(open, place, counts.trackers().names())
                    .entries()
                    .forEach(entry -> sums.merge(entry.key(), entry.count(), Long::sum));
        }
        return sums;
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void recount_keysFromAByteOn_leavesOutTheLinesBelow(
            @ForAll("logs") List<Written> written, @ForAll int cut, @ForAll int some) throws IOException {
        log.write(text(written));
        try (OpenLog open = log.open()) {
            Tally whole = counts.whole(open);
            List<Place> places = places(open, written);
            Place place = places.get(Math.floorMod(cut, places.size()));
            Map<Key, Long> above = open.portion(place, 1) == null
                    ? Map.of()
                    : Counts.byKey(counts.tally(open, place, counts.trackers().names()));
            Map<Key, Long> from = new HashMap<>();
            Map<Key, Long> expected = new HashMap<>(Counts.byKey(whole));
            for (Key key : expected.keySet()) {
                if (Math.floorMod(key.hashCode() ^ some, 3) > 0) {
                    from.put(key, place.position());
                }
            }
            from.keySet().forEach(key -> expected.put(key, above.getOrDefault(key, 0L)));

            Tally again = Objects.requireNonNull(whole.recount()).from(from);

            assertThat(Counts.byKey(again)).isEqualTo(expected);
            assertThat(again.end()).isEqualTo(whole.end());
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void stretches_trackersAtDifferentPlaces_countEachLineOnce(
            @ForAll("logs") List<Written> written, @ForAll List<Integer> cuts) throws IOException {
        log.write(text(written));
        try (OpenLog open = log.open()) {
            List<Place> places = places(open, written);
            Map<String, Place> at = new HashMap<>();
            Map<Key, Long> expected = new HashMap<>();
            List<String> names = counts.trackers().names();
            for (int i = 0; i < names.size(); i++) {
                int cut = i < cuts.size() ? Math.floorMod(cuts.get(i), places.size()) : 0;
                at.put(names.get(i), places.get(cut));
                if (open.portion(places.get(cut), 1) != null) {
                    expected.putAll(Counts.byKey(counts.tally(open, places.get(cut), List.of(names.get(i)))));
                }
            }
            List<Tally> tallies = new ArrayList<>();

            Map<Key, Long> sums = counts.run(open, at, Set.of(), tallies);

            assertThat(sums).isEqualTo(expected);
            assertThat(tallies).hasSizeLessThanOrEqualTo(names.size());
        }
    }

    /** The places of a log at each of its line starts, its end among them. */
    private static List<Place> places(OpenLog open, List<Written> written) throws IOException {
        List<Place> places = new ArrayList<>(List.of(open.start()));
        for (String line : text(written).split("(?<=\n)")) {
            var portion = Objects.requireNonNull(open.portion(places.get(places.size() - 1), line.length()));
            portion.read(block -> {});
            places.add(portion.end());
        }
        return places;
    }

    private static long sum(Map<Key, Long> counts, String tracker) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().step() == Step.WINDOW
                        && entry.getKey().tracker().equals(tracker))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static String text(List<Written> written) {
        StringBuilder text = new StringBuilder();
        Instant time = START;
        for (Written line : written) {
            time = time.plusSeconds(line.seconds());
            text.append(line.dated() ? time + " mx1 " : "").append(line.text()).append('\n');
        }
        return text.toString();
    }

    /** At least eight lines, so that the log can be counted to its end at once; some late, some after long silences. */
    @Provide
    Arbitrary<List<Written>> logs() {
        Arbitrary<Long> steps = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(0, 120)),
                Tuple.of(2, Arbitraries.longs().between(-20, -1)),
                Tuple.of(2, Arbitraries.longs().between(300, 20_000)));
        Arbitrary<Boolean> dated = Arbitraries.integers().between(0, 4).map(digit -> digit > 0);
        return Combinators.combine(steps, dated, Arbitraries.of("in", "in and out", " out", "x", "", "\r"))
                .as(Written::new)
                .list()
                .ofMinSize(8)
                .ofMaxSize(60)
                .filter(lines -> lines.get(0).dated());
    }
}

package org.mailtally.store.rows;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.bson.Document;
import org.mailtally.store.Horizons;
import org.mailtally.store.StoredNames;
import org.mailtally.store.Write;
import org.mailtally.tally.Step;

/**
 * The deletion of old rows: those of windows and those of hours, each older than an age; days are kept.
 *
 * <p>The age is taken from the newest day of which lines were read, or from today where that is earlier. A clock that
 * stands years ahead thus deletes nothing. Nor do a few lines that were written under such a clock: a newest day that lies
 * more than {@link #LONGEST_SILENCE} days behind the day before it counts once {@link #FEWEST_DAYS} such days are there.
 * Marks and checkpoints are kept, some kilobytes for each log: a mark holds which year the log begins in. Thread-safe.
 */
public final class Retention {

    /** The silence, in days, behind which days count only when there are several. */
    static final int LONGEST_SILENCE = 30;

    /** The days that there must be behind such a silence. */
    static final int FEWEST_DAYS = 7;

    private final Horizons horizons;
    private final Supplier<Ages> ages;
    private final Clock clock;

    /**
     * The ages beyond which rows are deleted.
     *
     * @param windows that of rows of windows
     * @param hours that of rows of hours
     */
    public record Ages(Duration windows, Duration hours) {}

    /** @param ages queried at each deletion */
    public Retention(Horizons horizons, Supplier<Ages> ages, Clock clock) {
        this.horizons = horizons;
        this.ages = ages;
        this.clock = clock;
    }

    /** Begins to delete what is too old now. */
    public Deletion begin() {
        return new Deletion(horizons, this);
    }

    /**
     * Takes what was found.
     *
     * @return what is to be written before the next find
     */
    public Write writes(Deletion deletion, List<Document> stored) {
        return deletion.take(stored);
    }

    /** The horizons by the days of which lines were read; none where there are no such days. */
    Map<Step, Long> horizons(List<Document> days) {
        TreeSet<Long> read = new TreeSet<>();
        long today = clock.instant().getEpochSecond();
        for (Document day : days) {
            long start = day.getDate(StoredNames.INSERT_TIME).toInstant().getEpochSecond();
            if (start <= today && day.get(StoredNames.MSG_COUNT, Number.class).longValue() > 0) {
                read.add(start);
            }
        }
        Map<Step, Long> found = new EnumMap<>(Step.class);
        Ages now = ages.get();
        newest(read).ifPresent(newest -> {
            found.put(Step.WINDOW, Step.DAY.startOf(newest - now.windows().toSeconds()));
            found.put(Step.HOUR, Step.DAY.startOf(newest - now.hours().toSeconds()));
        });
        return found;
    }

    private static OptionalLong newest(NavigableSet<Long> days) {
        OptionalLong newest = OptionalLong.empty();
        int following = 0;
        long later = Long.MAX_VALUE;
        for (long day : days.descendingSet()) {
            boolean parted = later - day > LONGEST_SILENCE * Step.DAY.seconds();
            if (newest.isEmpty() || (parted && following < FEWEST_DAYS)) {
                newest = OptionalLong.of(day);
                following = 0;
            } else if (parted) {
                return newest;
            }
            following++;
            later = day;
        }
        return newest;
    }
}

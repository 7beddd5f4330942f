package org.mailtally.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.bson.Document;
import org.mailtally.tally.Trackers;

/**
 * What must be stored: the count of every line ever written, by a way of its own.
 *
 * <p>Lines that are in no file any more may have been counted before they went, or not: then a count lies between two
 * bounds. They surely were where a checkpoint says so. A log that is a beginning of another one cannot be told from it, by
 * anybody, so its lines are between bounds too.
 */
final class Ledger {

    private static final Map<String, Long> STEPS = Map.of("window", 300L, "hour", 3_600L, "day", 86_400L);
    private static final Set<String> TRACKERS = Set.of("outgoing", "spam", Trackers.LINES);

    private final SimulatedStore store;
    private final Wording wording;
    private final Map<String, long[]> bounds = new TreeMap<>();
    private final Set<String> read = new TreeSet<>();
    private final Set<String> entered = new HashSet<>();
    private final ValuesLedger values = new ValuesLedger();
    private final List<String> spam;
    private final Set<String> recounted = new HashSet<>();

    Ledger(SimulatedStore store, Wording wording) {
        this.store = store;
        this.wording = wording;
        this.spam = new ArrayList<>();
        for (Document reading : store.all("mail_readings")) {
            String tracker = reading.getString("tracker");
            if (tracker != null && !reading.getString("_id").endsWith(" 0001")) {
                recounted.add(tracker);
            }
            String pattern = reading.getString("pattern");
            boolean isEdit = spam.isEmpty() || !spam.get(spam.size() - 1).equals(pattern);
            if ("spam".equals(tracker) && isEdit) {
                spam.add(pattern);
            }
        }
        if (spam.isEmpty()) {
            throw new Violation("nobody claimed a reading of spam");
        }
    }

    /** Enters every line that was written. */
    void enter(MailFolder folder) {
        List<Stream> followedFirst = folder.streams().stream()
                .sorted(Comparator.comparingInt((Stream stream) -> sure(stream, folder))
                        .reversed())
                .toList();
        for (Stream stream : followedFirst) {
            List<Stream> others = folder.streams().stream()
                    .filter(other -> other.root() != stream.root())
                    .toList();
            boolean isRewritten = others.size() < folder.streams().size() - 1;
            enter(stream, others, sure(stream, folder), isRewritten);
        }
    }

    /**
     * The bytes of a stream that must be counted because they are on disk. Where a file was rewritten in place, these are
     * those of the version that is followed, which must be one that is on disk. Where none reaches what was counted, a
     * shorter one cannot be told from another.
     */
    private int sure(Stream stream, MailFolder folder) {
        int kept = folder.kept(stream);
        List<Stream> versions = folder.streams().stream()
                .filter(other -> other.root() == stream.root())
                .toList();
        int counted = Versions.furthestCounted(store, stream);
        boolean cannotBeTold =
                kept < counted && versions.stream().anyMatch(other -> other != stream && folder.kept(other) > 0);
        if (versions.size() == 1 || (kept > 0 && !cannotBeTold && Versions.isCounted(store, stream))) {
            return kept;
        }
        boolean followsAnother =
                versions.stream().anyMatch(other -> folder.kept(other) >= counted && Versions.isCounted(store, other));
        if (kept > counted && !followsAnother && !Versions.hasCopies(store, stream)) {
            throw new Violation("a rewritten log of %d bytes is not followed beyond byte %d".formatted(kept, counted));
        }
        return -1;
    }

    private void enter(Stream stream, List<Stream> others, int kept, boolean isRewritten) {
        List<String> lines = stream.lines();
        int dated = 0;
        int begun = stream.nuls();
        while (dated < lines.size() && wording.truth(lines.get(dated)) == null) {
            begun += lines.get(dated++).length() + 1;
        }
        if (dated == lines.size()) {
            return;
        }
        boolean sharesBeginning = others.stream().anyMatch(other -> sameFirstLine(stream, other));
        int counted = counted(stream);
        int sure = sharesBeginning || isRewritten ? kept : Math.max(kept, counted);
        boolean hasTime = begun + lines.get(dated).length() < sure;
        boolean told = hasTime && (!sharesBeginning || others.stream().noneMatch(other -> begins(stream, sure, other)));
        long time = Objects.requireNonNull(wording.truth(lines.get(dated))).time();
        SilencesLedger silences = new SilencesLedger(time);
        int end = stream.nuls();
        for (String text : lines) {
            end += text.length() + 1;
            Line line = wording.truth(text);
            time = line == null ? time : line.time();
            Set<String> trackers = line == null ? Wording.trackers(text) : line.trackers();
            boolean isNew = entered.add(text);
            if (isRewritten && !isNew) {
                continue;
            }
            String host = line == null ? "-" : line.host();
            boolean isOnDisk = told && end <= Math.min(sure, kept);
            boolean isSure = told && end <= sure;
            enter(trackers, time, host, tracker -> recounted.contains(tracker) ? isOnDisk : isSure);
            if (told && end <= sure) {
                silences.line(line, time).forEach(this::demandRead);
            }
            if (told && !sharesBeginning && end <= kept && end > counted) {
                throw new Violation("a log of %d bytes is at rest at byte %d".formatted(kept, counted));
            }
        }
        values.endLog();
    }

    /**
     * Enters a line; spam may have been counted by each pattern that it ever had, and is by the last one.
     *
     * @param isSure whether it surely is counted for a tracker: one that was recounted counts what is on disk
     */
    private void enter(Set<String> trackers, long time, String host, Predicate<String> isSure) {
        for (String tracker : List.of("outgoing", Trackers.LINES)) {
            if (trackers.contains(tracker)) {
                count(isSure.test(tracker), stepsOf(tracker, time));
            }
        }
        if (trackers.contains("outgoing")) {
            values.enter(stepsOf("outgoing", time), host, isSure.test("outgoing"));
        }
        boolean isSureSpam = isSure.test("spam");
        boolean isSpam = trackers.contains(spam.get(spam.size() - 1));
        boolean mayBeSpam = isSureSpam ? isSpam : spam.stream().anyMatch(trackers::contains);
        if (mayBeSpam) {
            count(isSpam && isSureSpam, stepsOf("spam", time));
            boolean isBrokenDown = Wording.by(spam.get(spam.size() - 1)) != null;
            values.enter(stepsOf("spam", time), isBrokenDown ? host : null, isSureSpam);
        }
    }

    private boolean isEdited() {
        return spam.size() > 1;
    }

    private void count(boolean isSure, Collection<String> keys) {
        for (String key : keys) {
            long[] count = bounds.computeIfAbsent(key, each -> new long[2]);
            count[0] += isSure ? 1 : 0;
            count[1]++;
        }
    }

    private static List<String> stepsOf(String tracker, long time) {
        List<String> keys = new ArrayList<>(STEPS.size());
        for (Map.Entry<String, Long> step : STEPS.entrySet()) {
            keys.add(key(step.getKey(), tracker, Math.floorDiv(time, step.getValue()) * step.getValue()));
        }
        return keys;
    }

    static String key(String step, String tracker, long start) {
        return start + " " + step + " " + tracker;
    }

    /** Demands that a window was read in which a process watched in vain; one with a previous pattern counts no spam. */
    void demandWatched(long window) {
        TRACKERS.stream()
                .filter(tracker -> !tracker.equals("spam") || !isEdited())
                .forEach(tracker -> read.addAll(stepsOf(tracker, window)));
    }

    /** Demands that no row says of a window that no line came where nobody can know. */
    void demandLookedAt(LongPredicate mayBeZero) {
        for (String collection : List.of("mail", "mail_lines")) {
            for (Document row : store.all(collection)) {
                long window = row.getDate("insert_time").toInstant().getEpochSecond();
                boolean isOfNoLog = row.get("position", Number.class).longValue() == 0;
                if (isOfNoLog && !mayBeZero.test(window)) {
                    throw new Violation("nobody looked at " + Instant.ofEpochSecond(window) + ", and there is " + row);
                }
            }
        }
    }

    /** Demands a row of each tracker for a window, and for its hour and day. */
    private void demandRead(long window) {
        TRACKERS.forEach(tracker -> read.addAll(stepsOf(tracker, window)));
    }

    private static boolean sameFirstLine(Stream one, Stream other) {
        List<String> lines = one.lines();
        List<String> others = other.lines();
        return !others.isEmpty() && lines.get(0).equals(others.get(0));
    }

    /** Whether the whole lines of a stream, up to a byte, are a beginning of another stream. */
    private static boolean begins(Stream stream, int to, Stream other) {
        byte[] bytes = stream.bytes();
        int end = to;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        byte[] others = other.bytes();
        return end <= others.length && Arrays.equals(bytes, 0, end, others, 0, end);
    }

    /** How far all trackers have counted a stream, by its checkpoints. */
    private int counted(Stream stream) {
        int most = 0;
        for (String id : stream.ids()) {
            long[] least = {Long.MAX_VALUE, 0};
            for (Document document : store.all("mail_logs")) {
                if (document.getString("log").equals(id)) {
                    least[0] = Math.min(
                            least[0],
                            Long.parseLong(document.getString("checkpoint").split(" ")[2]));
                    least[1]++;
                }
            }
            most = least[1] == TRACKERS.size() ? Math.max(most, (int) least[0]) : most;
        }
        return most;
    }

    /** Compares what is stored with what must be. */
    void verify() {
        Map<String, Long> stored = new TreeMap<>();
        add(stored, "window", "mail");
        add(stored, "window", "mail_lines");
        add(stored, "hour", "mail_hours");
        add(stored, "day", "mail_days");
        StringBuilder wrong = new StringBuilder();
        bounds.forEach((key, bound) -> {
            long count = stored.getOrDefault(key, 0L);
            if (count < bound[0] || count > bound[1]) {
                wrong.append("\n%s: stored %d, written %d to %d".formatted(key, count, bound[0], bound[1]));
            }
        });
        stored.forEach((key, count) -> {
            if (count > 0 && !bounds.containsKey(key)) {
                wrong.append("\n%s: stored %d, written none".formatted(key, count));
            }
        });
        read.stream()
                .filter(key -> !stored.containsKey(key))
                .forEach(key -> wrong.append("\n%s: read, but it has no row".formatted(key)));
        values.verify(store, wrong);
        if (wrong.length() > 0) {
            throw new Violation("counts are wrong:" + wrong);
        }
    }

    private void add(Map<String, Long> stored, String step, String collection) {
        for (Document row : store.all(collection)) {
            if (row.containsKey("by")) {
                continue;
            }
            long start = row.getDate("insert_time").toInstant().getEpochSecond();
            stored.merge(
                    key(step, row.getString("tracker"), start),
                    row.get("msg_count", Number.class).longValue(),
                    Long::sum);
        }
    }
}

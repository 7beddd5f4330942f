package org.mailtally.verify;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.mailtally.tally.Step;
import org.mailtally.verify.count.Definition;
import org.mailtally.verify.count.RowSeries;
import org.mailtally.verify.count.StoredDefinitions;
import org.mailtally.verify.count.StoredLog;
import org.mailtally.verify.count.Verdict;
import org.mailtally.verify.logs.LogFolder;

/** What is said when all is compared: how much agrees and differs, and what was not recounted, and why. */
final class Summary {

    private static final int MOST_NAMED = 20;

    /** How many windows, hours or days of a tracker, or of its by-values, came out how. */
    private static final class Tallied {
        private long agree;
        private long differ;
        private long notRecounted;
    }

    /** The first and the last start of some rows, and how many they are. */
    private static final class Extent {
        private long rows;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        void add(long start) {
            rows++;
            first = Math.min(first, start);
            last = Math.max(last, start);
        }

        @Override
        public String toString() {
            return rows
                    + (rows == 1
                            ? " row, of " + Step.name(first)
                            : " rows, from " + Step.name(first) + " to " + Step.name(last));
        }
    }

    private final Map<String, Definition> newest;
    private final Map<String, Map<Step, Tallied>> tallied = new TreeMap<>(StoredDefinitions::compare);
    private final Map<String, Extent> notRecounted = new LinkedHashMap<>();
    private final Map<String, Extent> previously = new TreeMap<>();
    private long agreeing;
    private long differing;

    /** @param newest the newest definition of each tracker that is verified */
    Summary(Map<String, Definition> newest) {
        this.newest = newest;
    }

    boolean differs() {
        return differing > 0;
    }

    /** Whether not one of the stored counts was recounted. */
    boolean isOfNothing() {
        return agreeing + differing == 0 && !tallied.isEmpty();
    }

    void add(Sum sum) {
        Tallied of = tallied.computeIfAbsent(sum.counted().kind(), name -> new TreeMap<>())
                .computeIfAbsent(sum.step(), step -> new Tallied());
        if (sum.differs()) {
            of.differ++;
            differing++;
        } else if (sum.isPartly()) {
            of.notRecounted++;
        } else {
            of.agree++;
            agreeing++;
        }
    }

    void add(StoredLog log, RowSeries series, Verdict verdict) {
        Definition definition = verdict.definition();
        if (verdict.recounted() == null) {
            notRecounted.computeIfAbsent(log.reason(), key -> new Extent()).add(verdict.start());
        }
        if (definition != null && series.step() == Step.WINDOW && !series.isOfValue()) {
            Definition now = newest.get(definition.tracker());
            if (now != null && !now.isSame(definition)) {
                previously
                        .computeIfAbsent(previously(definition, now), key -> new Extent())
                        .add(verdict.start());
            }
        }
    }

    private static String previously(Definition definition, Definition now) {
        return definition.tracker() + ": counted by its previous reading " + definition.number() + ", "
                + said(definition) + "; its newest is " + now.number() + ", " + said(now);
    }

    private static String said(Definition definition) {
        return (definition.test() == null ? "" : "pattern '" + definition.pattern() + "', ") + "zone "
                + definition.zone();
    }

    /**
     * Prints all there is to be said.
     *
     * @param unreadable the files that could not be read, and why
     * @param elsewhere the files that are counted under another source, and what that means
     * @param unknown the files of which nothing is counted
     * @param folder the folder that was searched for logs
     */
    void print(
            PrintStream out, List<String> unreadable, List<String> elsewhere, List<String> unknown, LogFolder folder) {
        int width = Math.max(
                7, tallied.keySet().stream().mapToInt(String::length).max().orElse(0));
        String line = "%-" + width + "s  %-6s %10s %10s %13s%n";
        out.printf(line, "tracker", "step", "agree", "differ", "not recounted");
        tallied.forEach((tracker, steps) -> steps.forEach((step, of) ->
                out.printf(line, tracker, step.name().toLowerCase(Locale.ROOT), of.agree, of.differ, of.notRecounted)));
        named(out, "Not recounted:", texts(notRecounted));
        named(out, "Counted by a previous definition:", texts(previously));
        named(out, "Files that could not be looked at:", unreadable);
        named(out, "Counted under another source:", elsewhere);
        named(out, "Files of which nothing is counted:", unknown);
        out.println();
        out.println(agreeing + differing == 0 ? nothing(folder) : conclusion(unreadable.isEmpty()));
        out.flush();
    }

    private String nothing(LogFolder folder) {
        return tallied.isEmpty()
                ? "Nothing was compared: no count of that time is stored."
                : "Nothing could be recounted: none of the logs that were counted can be read in " + folder.directory()
                        + ". Give the folder that is followed with --set maillog.directory=DIR, and run it as a user who"
                        + " may read the logs.";
    }

    private String conclusion(boolean lookedAtAll) {
        if (differing > 0) {
            return differing + (differing == 1 ? " stored count differs" : " stored counts differ")
                    + " from what the logs hold. 'mailtally recount' puts the counts of the logs on disk right.";
        }
        String agree = notRecounted.isEmpty()
                ? "Every stored count agrees with the logs."
                : "Every stored count that could be recounted agrees with the logs.";
        return lookedAtAll ? agree : agree + " Not every file could be looked at.";
    }

    private static List<String> texts(Map<String, Extent> extents) {
        return extents.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    private static void named(PrintStream out, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println();
            out.println(title);
            lines.stream().limit(MOST_NAMED).forEach(line -> out.println("  " + line));
            if (lines.size() > MOST_NAMED) {
                out.println("  and " + (lines.size() - MOST_NAMED) + " more");
            }
        }
    }
}

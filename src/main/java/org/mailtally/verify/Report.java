package org.mailtally.verify;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.mailtally.tally.Step;
import org.mailtally.verify.count.Definition;
import org.mailtally.verify.count.RowSeries;
import org.mailtally.verify.count.StoredLog;
import org.mailtally.verify.count.Verdict;
import org.mailtally.verify.logs.FilesByLog;
import org.mailtally.verify.logs.LogFolder;

/** The report: the windows, in the order of time, and what is to be said at the end. Not thread-safe. */
final class Report {

    /** The verdicts of one series, at the one that comes next. */
    private static final class Cursor {
        private final StoredLog log;
        private final RowSeries series;
        private final Iterator<Verdict> rest;
        private Verdict next;

        Cursor(StoredLog log, RowSeries series, Iterator<Verdict> verdicts) {
            this.log = log;
            this.series = series;
            this.rest = verdicts;
            this.next = verdicts.next();
        }

        boolean isSame(Cursor other) {
            return ORDER.compare(this, other) == 0;
        }
    }

    private static final Comparator<Cursor> ORDER = Comparator.<Cursor>comparingLong(cursor -> cursor.next.start())
            .thenComparing(cursor -> cursor.series.step())
            .thenComparing(cursor -> cursor.series.counted());

    private final PriorityQueue<Cursor> cursors = new PriorityQueue<>(ORDER);
    private final List<StoredLog> logs = new ArrayList<>();
    private final Listing listing;
    private final Summary summary;

    /** @param newest the newest definition of each tracker that is verified */
    Report(Map<String, Definition> newest, ReportForm form, PrintStream out) {
        this.listing = new Listing(newest.keySet(), form, out);
        this.summary = new Summary(newest);
    }

    /** Adds a log that was recounted, or could not be. */
    void add(StoredLog log) {
        logs.add(log);
        for (RowSeries series : log.series()) {
            Iterator<Verdict> verdicts = series.verdicts(log.readTo());
            if (verdicts.hasNext()) {
                cursors.add(new Cursor(log, series, verdicts));
            }
        }
    }

    /** Lists the windows, adding up the logs of each. */
    void list() {
        while (!cursors.isEmpty()) {
            Cursor first = cursors.peek();
            Step step = first.series.step();
            Sum sum = new Sum(first.next.start(), step, first.series.counted());
            List<Cursor> same = new ArrayList<>();
            while (!cursors.isEmpty() && cursors.peek().isSame(first)) {
                Cursor cursor = cursors.remove();
                sum.add(cursor.log, cursor.next);
                summary.add(cursor.log, cursor.series, cursor.next);
                same.add(cursor);
            }
            same.forEach(this::advance);
            summary.add(sum);
            listing.add(sum);
        }
    }

    private void advance(Cursor cursor) {
        if (cursor.rest.hasNext()) {
            cursor.next = cursor.rest.next();
            cursors.add(cursor);
        }
    }

    /** Says what came of it all. */
    Verification.Outcome conclude(FilesByLog files, LogFolder folder, PrintStream out) {
        List<String> unreadable = new ArrayList<>();
        for (Map.Entry<Path, String> fault : files.faults().entrySet()) {
            unreadable.add(folder.name(fault.getKey()) + " " + LogFolder.UNREADABLE + fault.getValue());
        }
        logs.stream()
                .filter(log -> log.fault().startsWith(LogFolder.UNREADABLE))
                .map(log -> log.file() + " " + log.fault())
                .filter(line -> !unreadable.contains(line))
                .forEach(unreadable::add);
        List<String> elsewhere = new ArrayList<>();
        boolean countedTwice = false;
        for (Map.Entry<Path, String> file : files.elsewhere().entrySet()) {
            boolean twice = files.isCounted(file.getKey());
            countedTwice |= twice;
            elsewhere.add(folder.name(file.getKey()) + " is counted under maillog.source=" + file.getValue()
                    + (twice ? " too, so that its lines count twice" : ": set it to verify these counts"));
        }
        listing.end();
        summary.print(
                out,
                unreadable,
                elsewhere,
                files.unknown().stream().map(folder::name).toList(),
                folder);
        if (summary.differs() || countedTwice) {
            return Verification.Outcome.DIFFERS;
        }
        return unreadable.isEmpty() && elsewhere.isEmpty() && !summary.isOfNothing()
                ? Verification.Outcome.AGREES
                : Verification.Outcome.INCOMPLETE;
    }
}

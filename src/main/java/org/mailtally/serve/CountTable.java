package org.mailtally.serve;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.CountsByValue;
import org.mailtally.counts.Series;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.TableBuilder;
import org.mailtally.gviz.table.ValueType;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** The table of counts: a time, then a number for each tracker, null where nobody looked. */
final class CountTable {

    static final String TIME = "time";

    private CountTable() {}

    static Table of(Series series, List<TrackerDefinition> definitions) {
        return labelled(series, labels(series.trackers(), definitions));
    }

    /** @param labels what people call the series' trackers, in their order */
    static Table labelled(Series series, List<String> labels) {
        TableBuilder table = Table.builder().column(TIME, "Time", ValueType.DATETIME);
        for (int tracker = 0; tracker < labels.size(); tracker++) {
            table.column(series.trackers().get(tracker), labels.get(tracker), ValueType.NUMBER);
        }
        @Nullable Object[] row = new Object[series.trackers().size() + 1];
        for (int slot = 0; slot < series.slots().size(); slot++) {
            row[0] = time(series, slot);
            for (int tracker = 0; tracker < series.trackers().size(); tracker++) {
                row[tracker + 1] = series.count(tracker, slot);
            }
            table.row(row.clone());
        }
        return table.build();
    }

    /**
     * The table of a tracker's counts by value: a time, a value, a number. A slot in which no line matched has one row
     * without a value, of 0 where it was read, null where nobody looked.
     *
     * @param label what people call the tracker
     */
    static Table byValue(CountsByValue counts, String by, String label) {
        Series series = counts.series();
        TableBuilder table = Table.builder()
                .column("time", "Time", ValueType.DATETIME)
                .column("by", by, ValueType.STRING)
                .column("count", label, ValueType.NUMBER);
        for (int slot = 0; slot < series.slots().size(); slot++) {
            OffsetDateTime time = time(series, slot);
            counts.of(slot).forEach((value, count) -> table.row(time, value, count));
            if (counts.of(slot).isEmpty()) {
                table.row(time, null, series.count(0, slot));
            }
        }
        return table.build();
    }

    /** What people call some trackers. */
    static List<String> labels(List<String> trackers, List<TrackerDefinition> definitions) {
        return trackers.stream().map(tracker -> label(tracker, definitions)).toList();
    }

    /** What people call a tracker. */
    static String label(String tracker, List<TrackerDefinition> definitions) {
        for (TrackerDefinition definition : definitions) {
            if (definition.name().equals(tracker)) {
                return definition.label();
            }
        }
        return tracker.equals(Trackers.LINES) ? "Lines read" : tracker;
    }

    private static OffsetDateTime time(Series series, int slot) {
        return Instant.ofEpochSecond(series.slots().start(slot))
                .atZone(series.question().zone())
                .toOffsetDateTime();
    }
}

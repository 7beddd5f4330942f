package org.mailtally.serve;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.Series;
import org.mailtally.gviz.Table;
import org.mailtally.gviz.TableBuilder;
import org.mailtally.gviz.ValueType;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** The table of counts: a time, then a number for each tracker, null where nobody looked. */
final class CountTable {

    static final String TIME = "time";

    private CountTable() {}

    static Table of(Series series, List<TrackerDefinition> definitions) {
        TableBuilder table = Table.builder().column(TIME, "Time", ValueType.DATETIME);
        for (String tracker : series.trackers()) {
            table.column(tracker, label(tracker, definitions), ValueType.NUMBER);
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

    /** What people call a tracker. */
    static String label(String tracker, List<TrackerDefinition> definitions) {
        return definitions.stream()
                .filter(definition -> definition.name().equals(tracker))
                .map(TrackerDefinition::label)
                .findFirst()
                .orElse(tracker.equals(Trackers.LINES) ? "Lines read" : tracker);
    }

    private static OffsetDateTime time(Series series, int slot) {
        return Instant.ofEpochSecond(series.slots().start(slot))
                .atZone(series.question().zone())
                .toOffsetDateTime();
    }
}

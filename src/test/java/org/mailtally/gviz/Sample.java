package org.mailtally.gviz;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.ValueType;

/** A small table of every type, and what queries make of it. */
final class Sample {
    /** Rows a to e; n is null in c and e, the times in d and e, all but the name in e. */
    static final Table TABLE = Table.builder()
            .column("name", "Name", ValueType.STRING)
            .column("n", "Num", ValueType.NUMBER)
            .column("flag", "Flag", ValueType.BOOLEAN)
            .column("day", "Day", ValueType.DATE)
            .column("time", "Time", ValueType.DATETIME)
            .column("tod", "Of day", ValueType.TIMEOFDAY)
            .row("a", 5, true, day(1), time("2026-11-01T00:05:00"), LocalTime.parse("00:05:00"))
            .row("b", 3, false, day(2), time("2026-11-02T00:00:00"), LocalTime.parse("12:00:00"))
            .row("c", null, true, day(2), time("2026-11-02T13:00:00.250"), LocalTime.parse("13:00:00"))
            .row("d", 0.5, false, null, null, null)
            .row("e", null, null, null, null, null)
            .build();

    private Sample() {}

    /** The names of the rows that are left, one after the other. */
    static String names(String clauses) {
        return Asking.texts(Asking.found("select name " + clauses, TABLE)).stream()
                .map(row -> row.get(0))
                .collect(Collectors.joining());
    }

    static List<List<String>> rows(String query) {
        return Asking.texts(Asking.found(query, TABLE));
    }

    /** Why a query is refused: the reason and the detail. */
    static String refusal(String query) {
        Answer answer = Asking.OPEN.answer(Asking.query(query, ""), TABLE);
        return Cases.text(Asking.firstError(answer), "reason") + ": "
                + Cases.text(Asking.firstError(answer), "detailed_message");
    }

    private static LocalDate day(int ofMonth) {
        return LocalDate.of(2026, 11, ofMonth);
    }

    private static LocalDateTime time(String iso) {
        return LocalDateTime.parse(iso);
    }
}

package org.mailtally.gviz;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes queries over the sample table: most of them sound or nearly so, the others mutated or mere words. */
final class QueryMaker {
    private static final List<String> WORDS = List.of(
            "select",
            "where",
            "group by",
            "pivot",
            "order by",
            "skipping",
            "limit",
            "offset",
            "label",
            "format",
            "options",
            "no_values",
            "(",
            ")",
            ",",
            "*",
            "+",
            "-",
            "/",
            "%",
            "=",
            "<",
            ">=",
            "<>",
            "'x'",
            "\"",
            "`",
            "name",
            "n",
            "time",
            "7",
            ".5",
            "and",
            "or",
            "not",
            "is",
            "null",
            "contains",
            "like",
            "matches",
            "date",
            "sum(n)",
            "hour(time)",
            "desc",
            "\u0000",
            "\ud83d\ude00",
            "'(a'",
            "timeofday '1:2:3'");

    private final Random random;

    QueryMaker(Random random) {
        this.random = random;
    }

    String next() {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return several(this::word, " ", 12);
        }
        String query = random.nextInt(3) == 0 ? grouped() : plain();
        return kind < 4 ? mutated(query) : query;
    }

    private String plain() {
        List<String> columns = distinct(() -> value(2), 3);
        String first = columns.get(0);
        return (chance() ? "select " + String.join(", ", columns) : "select " + first)
                + where()
                + (chance() ? " order by " + String.join(one(" desc, ", ", "), distinct(() -> value(1), 2)) : "")
                + cuts()
                + (chance() ? " label " + first + " 'l<'" : "")
                + (chance() ? " format " + first + " " + pattern() : "")
                + (chance() ? " options " + one("no_values", "no_format", "no_values no_format") : "");
    }

    private String grouped() {
        List<String> keys = distinct(() -> one("flag", "day", "hour(tod)", "month(day)+1", "upper(name)", "tod"), 3);
        String group = String.join(", ", keys.subList(0, (keys.size() + 1) / 2));
        String pivot = String.join(", ", keys.subList((keys.size() + 1) / 2, keys.size()));
        List<String> aggregates = distinct(this::aggregate, 2);
        String first = aggregates.get(0);
        return "select " + one(group + ", ", "") + String.join(", ", aggregates) + where() + " group by " + group
                + (pivot.isEmpty() ? one("", " order by " + first + one("", " desc")) : " pivot " + pivot)
                + cuts()
                + one("", " label " + first + " 'agg'")
                + one("", " format " + first + " " + pattern());
    }

    private String aggregate() {
        return one(
                one("sum", "avg", "min", "max", "count") + "(n)",
                "max(time)",
                "count(time)",
                "1 + sum(n) * 2",
                "max(n) / 0");
    }

    private String where() {
        return chance() ? " where " + condition(3) : "";
    }

    private String condition(int depth) {
        if (depth > 0 && chance()) {
            return switch (random.nextInt(3)) {
                case 0 -> "not " + condition(depth - 1);
                case 1 -> condition(depth - 1) + " and " + condition(depth - 1);
                default -> "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
            };
        }
        return value(2)
                + switch (random.nextInt(3)) {
                    case 0 -> one(" is null", " is not null");
                    case 1 -> one(" = ", " != ", " < ", " > ", " <= ", " >= ", " <> ") + value(1);
                    default ->
                        one(" contains ", " starts with ", " ends with ", " like ", " matches ")
                                + one("'a'", "'%'", "'[a-c]+'", "'(.*)*x'", "'(a'", "'a_'", "name", "n");
                };
    }

    private String value(int depth) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> number(depth);
            case 2 -> one("name", "'a'", "upper(name)", "lower(`name`)");
            case 3 -> time();
            default -> one("flag", "tod", "true", "timeofday '12:00:00'", day());
        };
    }

    private String number(int depth) {
        if (depth > 0 && chance()) {
            return switch (random.nextInt(4)) {
                case 0 -> number(depth - 1) + one("+", "-", "*", "/", " % ") + number(depth - 1);
                case 1 -> "(" + number(depth - 1) + ")";
                case 2 -> one("year", "month", "day", "quarter", "dayOfWeek") + "(" + one(time(), day()) + ")";
                default -> one("hour(tod)", "minute(time)", "second(now())", "dateDiff(" + time() + ", " + day() + ")");
            };
        }
        return one("n", "n", "`n`", "7", "-0.5", "0", "1" + "0".repeat(random.nextInt(320)));
    }

    private String day() {
        return one("day", "date '2026-11-2'", "toDate(time)", "toDate(n)");
    }

    private String time() {
        return one("time", "time", "now()", "datetime '2026-11-02 00:00:00'");
    }

    private String cuts() {
        return one("", " skipping " + random.nextInt(4))
                + one("", " limit " + (random.nextInt(7) - 1))
                + one("", " offset " + random.nextInt(7));
    }

    private String pattern() {
        return one(
                "'0.00'",
                "'@@'",
                "'#,##0.#%'",
                "'yes:no'",
                "'yyyy-MM-dd HH:mm:ss.SSS zzz'",
                "\"'x'EEE Q\"",
                "'0.0.0'",
                "'\u00a4#'",
                "'VV'",
                "'0E0'",
                "'" + "#".repeat(random.nextInt(210)) + "'");
    }

    private String mutated(String query) {
        StringBuilder changed = new StringBuilder(query);
        for (int i = random.nextInt(3); i >= 0 && changed.length() > 0; i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(4)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, " " + word() + " ");
                case 2 -> changed.setCharAt(at, (char) random.nextInt(0x250));
                default -> changed.delete(at, Math.min(changed.length(), at + random.nextInt(9)));
            }
        }
        return changed.toString();
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private boolean chance() {
        return random.nextBoolean();
    }

    private String several(Supplier<String> of, String between, int most) {
        return Stream.generate(of).limit(1L + random.nextInt(most)).collect(Collectors.joining(between));
    }

    private List<String> distinct(Supplier<String> of, int most) {
        return Stream.generate(of).limit(1L + random.nextInt(most)).distinct().toList();
    }
}

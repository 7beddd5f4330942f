package org.mailtally.gviz;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.TableBuilder;
import org.mailtally.gviz.table.ValueType;

/**
 * Makes a table and queries over it in the part of the language that Google's library and ours mean alike: conditions look
 * at columns without nulls, no zero is negative, and types that never compare are not compared.
 *
 * <p>Of each type the table has one column that is full and one with gaps: k and s of text, n and x of numbers, d and e of
 * dates, t and u of datetimes, b and f of booleans, o and p of times of day.
 */
final class CommonQuery {
    private final Random random;

    CommonQuery(Random random) {
        this.random = random;
    }

    Table table() {
        TableBuilder table = Table.builder()
                .column("k", "Key", ValueType.STRING)
                .column("s", "Some text", ValueType.STRING)
                .column("n", "Num", ValueType.NUMBER)
                .column("x", "Other", ValueType.NUMBER)
                .column("d", "Day", ValueType.DATE)
                .column("e", "Some day", ValueType.DATE)
                .column("t", "Time", ValueType.DATETIME)
                .column("u", "Some time", ValueType.DATETIME)
                .column("b", "Flag", ValueType.BOOLEAN)
                .column("f", "Some flag", ValueType.BOOLEAN)
                .column("o", "Of day", ValueType.TIMEOFDAY)
                .column("p", "Some of day", ValueType.TIMEOFDAY);
        int rows = one(0, 1, 3, 10, 10, 40);
        for (int row = 0; row < rows; row++) {
            table.row(
                    text(),
                    gap(text()),
                    one(0, 1, 2, 2.5, 3, 1000),
                    gap(one(-7, -0.25, 1, 2, 3, 4.75)),
                    date(),
                    gap(date()),
                    time(),
                    gap(time()),
                    random.nextBoolean(),
                    gap(random.nextBoolean()),
                    timeOfDay(),
                    gap(timeOfDay()));
        }
        return table.build();
    }

    String query() {
        String query = random.nextInt(5) < 2 ? grouped() : plain();
        return random.nextInt(8) == 0 ? spoilt(query) : query;
    }

    private String plain() {
        List<String> columns = distinct(() -> value(2), 4);
        String first = columns.get(0);
        String order = one(first, "k", "s", "n", "x", "d", "e", "t", "u", "b", "f", "o", "p");
        String select =
                one("select " + String.join(", ", columns), "select " + String.join(", ", columns), "select *", "");
        return select
                + where()
                + one("", " order by " + order + one("", " asc", " desc"))
                + cuts()
                + (select.length() < 9 ? "" : one("", "", " label " + first + " 'L' ") + one("", "", format(first)));
    }

    private static String format(String column) {
        return switch (column) {
            case "n", "x", "n / 2" -> " format " + column + " '#,##0.00'";
            case "d", "e", "toDate(t)" -> " format " + column + " 'EEE, d MMM yyyy'";
            case "t", "u" -> " format " + column + " 'dd.MM.yyyy HH:mm:ss.SSS'";
            case "b", "f" -> " format " + column + " 'yes:no'";
            case "o", "p" -> " format " + column + " 'h:mm a'";
            default -> "";
        };
    }

    private String grouped() {
        List<String> keys = distinct(this::key, 3);
        int groups = random.nextInt(keys.size() + 1);
        if (groups > 0 && random.nextInt(4) == 0) {
            keys.add(0, "s");
            groups++;
        }
        String group = String.join(", ", keys.subList(0, groups));
        String pivot = String.join(", ", keys.subList(groups, keys.size()));
        List<String> aggregates = distinct(this::aggregate, 3);
        List<String> select =
                new ArrayList<>(groups == 0 || random.nextInt(4) == 0 ? List.of() : keys.subList(0, groups));
        select.addAll(aggregates);
        String order = pivot.isEmpty() ? one(select.toArray(String[]::new)) : groups == 0 ? "" : keys.get(0);
        return "select " + String.join(", ", select)
                + where()
                + (group.isEmpty() ? "" : " group by " + group)
                + (pivot.isEmpty() ? "" : " pivot " + pivot)
                + (order.isEmpty() || !select.contains(order) ? "" : one("", " order by " + order + one("", " desc")))
                + cuts()
                + one("", " label " + aggregates.get(0) + " 'Agg'")
                + (aggregates.get(0).contains("n)") ? one("", " format " + aggregates.get(0) + " '#,##0.00'") : "");
    }

    private String key() {
        return one("k", "b", "f", "d", "e", "o", "n", "x", "hour(o)", "month(t)", "dayOfWeek(e)", "upper(k)", "n+1");
    }

    private String aggregate() {
        return one(
                one("sum", "avg", "min", "max", "count") + "(" + one("n", "x") + ")",
                one("min", "max", "count") + "(" + one("k", "s", "d", "e", "t", "u", "b", "f", "o", "p") + ")",
                "sum(n)+1",
                "max(x)-min(n)",
                "sum(n)/2");
    }

    private String where() {
        return random.nextBoolean() ? " where " + condition(3) : "";
    }

    private String condition(int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> "not (" + condition(depth - 1) + ")";
                case 1 -> "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
                case 2 -> condition(0) + " or " + condition(0) + " and " + condition(0);
                default -> "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
            };
        }
        String operator = one(" = ", " != ", " <> ", " < ", " <= ", " > ", " >= ");
        return switch (random.nextInt(9)) {
            case 0 -> one("s", "x", "e", "u", "f", "p") + one(" is null", " is not null");
            case 1 -> one("k", "upper(k)", "lower(k)") + operator + one("k", "'a'", "'B'", "\"cC\"");
            case 2 -> "(" + full(2) + ")" + operator + "(" + full(1) + ")";
            case 3 -> one("d", "toDate(t)") + operator + one("d", "date '2026-11-02'");
            case 4 -> "t" + operator + one("t", "datetime '2026-11-02 13:00:00'", "timestamp '2026-03-29 02:30:00'");
            case 5 -> "o" + operator + one("o", "timeofday '12:00:00'");
            case 6 -> "b" + one(" = ", " != ") + one("true", "false", "b");
            case 7 -> "n" + operator + one("'a'", "true", "date '2026-11-02'");
            default ->
                one("k", "upper(k)", "'abcab'")
                        + one(" contains ", " starts with ", " ends with ", " like ", " matches ")
                        + one("'a'", "'%'", "'a%'", "'_'", "'_b%'", "'[a-c]+'", "'(a|b).*'", "''", "k");
        };
    }

    /** A number that is never null and no negative zero. */
    private String full(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return one("n", "2", "0.5", "7");
        }
        return switch (random.nextInt(4)) {
            case 0 -> full(depth - 1) + one(" + ", " - ") + "(" + full(depth - 1) + ")";
            case 1 -> "n * " + one("2", "0.25", "(n + 1)");
            case 2 -> "n % " + one("2", "1.5");
            default ->
                one(
                        "year(d)",
                        "month(t)",
                        "day(d)",
                        "hour(o)",
                        "minute(t)",
                        "second(o)",
                        "millisecond(t)",
                        "quarter(t)",
                        "dayOfWeek(d)",
                        "dateDiff(d, date '2026-11-01')");
        };
    }

    private String value(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> number(depth);
            case 1 -> one("k", "s", "upper(k)", "lower(k)", "'a'", "`k`");
            case 2 -> one("d", "e", "toDate(t)", "toDate(u)");
            case 3 -> one("t", "u");
            case 4 -> one("b", "f", "true", "o", "p");
            default -> one("n", "x", "k", "t");
        };
    }

    private String number(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return one("n", "x", "7", "0.5");
        }
        return switch (random.nextInt(6)) {
            case 0 -> number(depth - 1) + one("+", "-") + number(0);
            case 1 -> "(" + number(depth - 1) + ")*" + one("2", "0.5");
            case 2 -> "(" + number(depth - 1) + ") - " + number(0) + one("", "*2");
            case 3 -> one("x / 0", "n / 2", "n % 2", "n/n", "x / 4");
            case 4 -> one("year", "month", "day", "quarter", "dayOfWeek") + "(" + one("d", "e", "t", "u") + ")";
            default ->
                one("hour(u)", "minute(p)", "second(t)", "millisecond(u)", "dateDiff(e, d)", "dateDiff(toDate(t), d)");
        };
    }

    private String cuts() {
        return one("", "", " skipping " + (1 + random.nextInt(3)))
                + one("", "", " limit " + random.nextInt(7))
                + one("", "", "", " offset " + random.nextInt(4));
    }

    /** A query that is wrong by what it says of the columns, mostly. */
    private String spoilt(String query) {
        return one(
                "select k, sum(n)",
                "select k, sum(n) group by b",
                "select sum(k)",
                "select avg(t) group by k",
                "select nosuch",
                "select k where sum(n) > 3",
                "select k group by sum(n)",
                "select sum(n) group by k pivot k",
                "select k, sum(n) pivot k",
                "select year(k)",
                "select upper(n)",
                "select k+n",
                "select hour(d)",
                "select k pivot b",
                "select k order by sum(n)",
                "select sum(n) group by k order by n",
                "select k label n 'x'",
                "select k format n '0'",
                "select *, k",
                "select k, k",
                "select k group by b, b",
                "select k order by n, n",
                "select k limit",
                "select k offset 3 limit 3",
                "where",
                "order by",
                "select k where k like",
                "select k where n = ",
                "select k where (n = 3",
                "select year(d, t)",
                "select dateDiff(d)",
                "select nosuch(k)",
                "select k where t = date 'x'",
                "select k where t > datetime '2026-13-01 00:00:00'",
                "select group",
                "select `k",
                "select 'k",
                "select k limit -2",
                "select k skipping 1.5",
                "select k,",
                query + " nonsense",
                query + " select k",
                "x" + query);
    }

    private String text() {
        return one("a", "A", "b", "B", "ab", "aB", "c", "cC", "abc");
    }

    private LocalDate date() {
        return LocalDate.parse(one("2026-11-01", "2026-11-02", "2026-03-29", "2024-02-29", "1999-12-31"));
    }

    private LocalDateTime time() {
        return LocalDateTime.parse(one(
                "2026-11-02T13:00:00",
                "2026-11-02T00:00:00",
                "2026-03-29T02:30:00",
                "2026-11-01T23:59:59.999",
                "1969-12-31T23:00:01"));
    }

    private LocalTime timeOfDay() {
        return LocalTime.parse(one("00:00:00", "12:00:00", "12:00:00.250", "23:59:59"));
    }

    private <T> @Nullable T gap(T value) {
        return random.nextInt(4) == 0 ? null : value;
    }

    @SafeVarargs
    private <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }

    private static List<String> distinct(Supplier<String> of, int most, Random random) {
        return Stream.generate(of).limit(1L + random.nextInt(most)).distinct().collect(Collectors.toList());
    }

    private List<String> distinct(Supplier<String> of, int most) {
        return distinct(of, most, random);
    }
}

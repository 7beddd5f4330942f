package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhereTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            quoteCharacter = '#',
            value = {
                "n < 4 | bd",
                "n != 5 | bd",
                "not n > 4 | bd",
                "not not n > 4 | a",
                "not (n is null) | abd",
                "n is null | ce",
                "n is not null and flag = true | a",
                "n > 4 or flag = true | ac",
                "n > 4 or n is null | ace",
                "not (n > 4 or flag = true) | bd",
                "not (n > 4 and flag = true) | bd",
                "flag = true or flag = false and n = 3 | abc"
            })
    void null_compared_leavesTheRowOut(String condition, String expected) {
        assertThat(Sample.names("where " + condition)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "n = 5.0 | a",
                "5 >= n | abd",
                "1 + n > 3 | ab",
                "n > 1 + 2 | a",
                "(n) > ((3)) | a",
                "(n + 1) * 2 = 8 | b",
                "((n > 4)) | a",
                "n -1 = 4 | a",
                "n - -1 = 6 | a",
                "n = -3 or n = .5 | d",
                "n / 0 is null | abcde",
                "n % 0 is null | abcde",
                "n % 2 = 1 | ab",
                "name = 'a' or name <> 'b' and name < 'd' | ac",
                "name = \"a\" | a",
                "day = date '2026-11-2' | bc",
                "time = datetime '2026-11-02 00:00:00' | b",
                "time = timestamp '2026-11-2 13:0:0.25' | c",
                "time > date '2026-11-01' | abc",
                "time = date '2026-11-02' | b",
                "date '2026-11-02' <= time | bc",
                "tod < timeofday '12:00:00.001' | ab",
                "toDate(time) = date '2026-11-02' | bc",
                "hour(time) = 13 and millisecond(time) = 250 | c",
                "dayOfWeek(day) = 1 | a",
                "dateDiff(now(), time) = 21 | bc",
                "DATEDIFF(now(), time) = 22 | a",
                "true = flag | ac",
                "`name` >= 'd' | de"
            })
    void values_compared_theseRows(String condition, String expected) {
        assertThat(Sample.names("where " + condition)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            emptyValue = "",
            value = {
                "n = '5' | ##",
                "not n = '5' | abd",
                "flag = 1 | ##",
                "time = '2026-11-02 00:00:00' | ##",
                "day = timeofday '12:00:00' | ##",
                "tod = datetime '2026-11-02 12:00:00' | ##"
            })
    void types_different_neverEqual(String condition, String expected) {
        assertThat(Sample.names("where " + condition)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            emptyValue = "",
            value = {
                "name contains '' | abcde",
                "n contains '5' | ad",
                "n contains '.0' | ##",
                "n like '5' | a",
                "n starts with 'null' | ##",
                "n matches '.*' | abd",
                "flag like 'tr%' | ac",
                "time contains '00:05' | a",
                "time starts with '2026-11-02 00:00:00' | b",
                "time ends with '.250' | c",
                "name matches '[a-b]' | ab",
                "name matches '[ac]*' | ac",
                "name matches 'A' | ##",
                "name matches '(?i)A' | a",
                "name like '_' | abcde",
                "name like '%%%' | abcde",
                "name like '' | ##",
                "'abc' contains name | abc"
            })
    void text_looked_at_likeNothingElse(String condition, String expected) {
        assertThat(Sample.names("where " + condition)).isEqualTo(expected);
    }

    @Test
    void matches_noExpression_noRowAndAWarning() {
        Answer answer = Asking.OPEN.answer(Asking.query("select name where name matches '(a'", ""), Sample.TABLE);
        Map<String, Object> json = Asking.json(answer);
        assertThat(json).containsEntry("status", "warning");
        Map<String, Object> warning =
                StrictJson.object(StrictJson.array(json.get("warnings")).get(0));
        assertThat(Cases.text(warning, "detailed_message")).contains("\"(a\"", "missing closing )");
    }

    @Test
    void matches_beyondLinearTime_refused() {
        assertThat(Sample.refusal("where name matches '(a)\\1'"))
                .startsWith("unsupported_query_operation: matches takes RE2 expressions")
                .contains("\\1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "n | expected a condition such as n > 3, found only a value at character 7",
                "flag and n > 3 | expected a condition such as n > 3, found only a value at character 7",
                "n > 3 and | expected a column, a value or a function, found the end at character 16",
                "(n > 3 | expected \")\", found the end at character 13",
                "n > (1 > 2) | expected a value, found a condition at character 11",
                "(n > 3) + 1 = 2 | expected a value, found a condition at character 7",
                "n is 3 | expected \"null\", found \"3\" at character 12",
                "name starts 'a' | expected \"with\", found \"a\" at character 19",
                "n == 3 | expected a column, a value or a function, found \"=\" at character 10",
                "by = 3 | expected a column, a value or a function, found \"by\" (a column of that name is written in back-quotes) at character 7",
                "n > 'a | the text that starts with ' has no ' at its end, starting at character 11",
                "n ? 3 | unexpected \"?\" at character 9",
                "foo(n) = 3 | there is no function \"foo\" at character 7",
                "hour(n) = 3 | hour takes a datetime or timeofday, but `n` is a number at character 7",
                "n + name = 3 | sum takes a number, but `name` is a string at character 9",
                "day = date '2026-02-30' | \"2026-02-30\" is not in the calendar or on the clock at character 18",
                "day = date 'x' | expected a date as 'yyyy-MM-dd', found \"x\" at character 18",
                "day = date 3 | expected a date as 'yyyy-MM-dd' in quotes, found \"3\" at character 18",
                "n > 3 n | expected the next clause or the end (clauses stand in the order select, where, group by, pivot, order by, skipping, limit, offset, label, format, options), found \"n\" at character 13"
            })
    void condition_faulty_saysWhatWasExpectedWhere(String condition, String expected) {
        assertThat(Sample.refusal("where " + condition)).isEqualTo("invalid_query: " + expected);
    }
}

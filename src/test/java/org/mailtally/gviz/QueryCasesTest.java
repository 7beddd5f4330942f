package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mailtally.gviz.query.Query;
import org.mailtally.gviz.query.QueryException;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.TableBuilder;
import org.mailtally.gviz.table.ValueType;

class QueryCasesTest {
    @TestFactory
    Stream<DynamicTest> parse_knownQuery_acceptedOrNot() {
        return cases("parsing.jsonl", expected -> {
            String query = Cases.text(expected, "query");
            if (Boolean.TRUE.equals(expected.get("accepted"))) {
                Query.parse(query);
            } else {
                assertThatThrownBy(() -> Query.parse(query))
                        .isInstanceOf(QueryException.class)
                        .hasMessageMatching(".* at character \\d+");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> check_knownFault_invalidQueryWithThatDetail() {
        return cases("errors.jsonl", expected -> {
            Request request = Asking.query(Cases.text(expected, "query"), "en");
            Table table = Cases.table(Cases.text(expected, "table"));
            Answer answer = Asking.OPEN.answer(request, table);
            assertThat(Asking.json(answer)).containsEntry("status", "error").doesNotContainKey("table");
            assertThat(Asking.firstError(answer))
                    .containsEntry("reason", "invalid_query")
                    .containsEntry("message", "Invalid query")
                    .containsEntry("detailed_message", Cases.text(expected, "detail"));
        });
    }

    @TestFactory
    Stream<DynamicTest> answer_knownQuery_itsTable() {
        return cases("queries.jsonl", expected -> {
            Table table = Asking.found(
                    Cases.text(expected, "query"),
                    Cases.text(expected, "locale"),
                    Cases.table(Cases.text(expected, "table")));
            if (expected.containsKey("ids")) {
                assertThat(table.columns()).extracting(Column::id).isEqualTo(expected.get("ids"));
            }
            if (expected.containsKey("labels")) {
                assertThat(table.columns()).extracting(Column::label).isEqualTo(expected.get("labels"));
            }
            if (expected.containsKey("rows")) {
                assertThat(Asking.texts(table)).isEqualTo(expected.get("rows"));
            }
            if (expected.containsKey("count")) {
                assertThat((double) table.rows()).isEqualTo(expected.get("count"));
            }
            for (Object cell : StrictJson.array(expected.getOrDefault("formatted", List.of()))) {
                List<Object> place = StrictJson.array(cell);
                int row = ((Double) place.get(0)).intValue();
                int column = ((Double) place.get(1)).intValue();
                assertThat(table.formatted(row, column)).isEqualTo(place.get(2));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> function_knownArguments_itsResult() {
        return cases("scalars.jsonl", expected -> {
            TableBuilder table = Table.builder();
            List<Object> row = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (Object argument : StrictJson.array(expected.get("arguments"))) {
                names.add("a" + names.size());
                row.add(column(table, names.get(names.size() - 1), argument));
            }
            String query = "select " + expected.get("function") + "(" + String.join(",", names) + ")";
            Object result =
                    Asking.found(query, "", table.row(row.toArray()).build()).value(0, 0);
            assertThat(String.valueOf(result).replaceFirst("\\.0$", ""))
                    .isEqualTo(Cases.text(expected, "result").replaceFirst("\\.0$", ""));
        });
    }

    @TestFactory
    Stream<DynamicTest> operator_knownValues_metOrNot() {
        return cases("comparisons.jsonl", expected -> {
            TableBuilder table = Table.builder();
            Object left = column(table, "l", expected.get("left"));
            Object right = column(table, "r", expected.get("right"));
            Table found = Asking.found(
                    "where l " + expected.get("operator") + " r",
                    "",
                    table.row(left, right).build());
            assertThat(found.rows() == 1).isEqualTo(expected.get("result"));
        });
    }

    @TestFactory
    Stream<DynamicTest> format_knownPattern_itsText() {
        return cases("formats.jsonl", expected -> {
            TableBuilder table = Table.builder();
            Object value = column(table, "v", expected.get("value"));
            Table found = Asking.found(
                    "format v \"" + expected.get("pattern") + "\"",
                    "en",
                    table.row(value).build());
            assertThat(found.formatted(0, 0)).isEqualTo(expected.get("result"));
            assertThat(found.columns().get(0).pattern()).isEqualTo(expected.get("pattern"));
        });
    }

    private static Stream<DynamicTest> cases(String file, Consumer<Map<String, Object>> test) {
        return Cases.of(file)
                .map(expected -> DynamicTest.dynamicTest(Cases.text(expected, "name"), () -> test.accept(expected)));
    }

    /** Adds a column for a value written as type and value, and gives the value. */
    private static Object column(TableBuilder table, String id, @Nullable Object written) {
        List<Object> typeAndValue = StrictJson.array(written);
        ValueType type = ValueType.valueOf(typeAndValue.get(0).toString().toUpperCase(Locale.ROOT));
        table.column(id, id, type);
        return Objects.requireNonNull(Cases.cell(type, typeAndValue.get(1)));
    }
}

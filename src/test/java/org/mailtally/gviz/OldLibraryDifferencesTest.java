package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.visualization.datasource.base.DataSourceException;
import com.google.visualization.datasource.datatable.ColumnDescription;
import com.google.visualization.datasource.datatable.DataTable;
import com.google.visualization.datasource.datatable.TableCell;
import com.google.visualization.datasource.datatable.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mailtally.gviz.query.QueryException;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.Table;

/**
 * Where this differs from Google's library of 2012 on purpose: {@code differences.jsonl} has a query over the sample table
 * for each, what the library makes of it, what this makes of it, and why.
 */
class OldLibraryDifferencesTest {
    @TestFactory
    Stream<DynamicTest> difference_listed_bothSidesAsSaid() {
        return Cases.of("differences.jsonl")
                .map(difference -> DynamicTest.dynamicTest(Cases.text(difference, "why"), () -> {
                    String query = Cases.text(difference, "query");
                    String shown = Cases.text(difference, "shown");
                    assertThat(theirs(query, shown)).isEqualTo(Cases.text(difference, "theirs"));
                    assertThat(ours(query, shown)).isEqualTo(Cases.text(difference, "ours"));
                }));
    }

    /** The rows, the ids, the labels, the formatted texts or the warnings, in one line. */
    static String theirs(String query, String shown) {
        try {
            DataTable table = OldLibrary.found(query, OldLibrary.table(Sample.TABLE));
            List<ColumnDescription> columns = table.getColumnDescriptions();
            return switch (shown) {
                case "ids" -> columns.stream().map(ColumnDescription::getId).collect(Collectors.joining(" | "));
                case "labels" ->
                    columns.stream().map(ColumnDescription::getLabel).collect(Collectors.joining(" | "));
                case "warnings" ->
                    table.getWarnings().stream()
                            .map(warning -> warning.getReasonType().toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(" | "));
                case "formatted" ->
                    table.getRows().stream()
                            .flatMap(row -> row.getCells().stream())
                            .map(cell -> String.valueOf(cell.getFormattedValue()))
                            .collect(Collectors.joining(" | "));
                default ->
                    table.getRows().stream().map(OldLibraryDifferencesTest::row).collect(Collectors.joining(" | "));
            };
        } catch (DataSourceException e) {
            return "refused";
        } catch (RuntimeException e) {
            return "crashes";
        }
    }

    static String ours(String query, String shown) {
        try {
            Table table = Asking.found(query, "en_US", Sample.TABLE);
            return switch (shown) {
                case "ids" -> table.columns().stream().map(Column::id).collect(Collectors.joining(" | "));
                case "labels" -> table.columns().stream().map(Column::label).collect(Collectors.joining(" | "));
                case "warnings" ->
                    table.warnings().stream()
                            .map(warning -> warning.reason().code())
                            .collect(Collectors.joining(" | "));
                case "formatted" -> formatted(table);
                default ->
                    Asking.texts(table).stream()
                            .map(row -> String.join(" ", row))
                            .collect(Collectors.joining(" | "));
            };
        } catch (QueryException e) {
            return "refused";
        }
    }

    private static String row(TableRow row) {
        return row.getCells().stream().map(TableCell::toString).collect(Collectors.joining(" "));
    }

    private static String formatted(Table table) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            for (int column = 0; column < table.columns().size(); column++) {
                texts.add(String.valueOf(table.formatted(row, column)));
            }
        }
        return String.join(" | ", texts);
    }
}

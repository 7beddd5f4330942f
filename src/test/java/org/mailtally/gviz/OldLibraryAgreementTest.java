package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.visualization.datasource.base.DataSourceException;
import com.google.visualization.datasource.datatable.ColumnDescription;
import com.google.visualization.datasource.datatable.DataTable;
import com.google.visualization.datasource.datatable.TableCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.query.QueryException;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.Table;

/**
 * Google's library of 2012 makes the same of a query and a table, or refuses it too, as far as the language goes that both
 * mean alike. Where they differ on purpose is in OldLibraryDifferencesTest, one by one, with the reasons in the
 * package's description; the queries made here keep out of its way.
 */
class OldLibraryAgreementTest {
    private static final Pattern POINT_ZERO = Pattern.compile("\\.0(?![0-9])");

    /** What is compared of an answer. */
    record Found(List<String> columns, List<List<@Nullable Object>> rows) {}

    @Property(tries = 12_000, shrinking = ShrinkingMode.OFF)
    void answer_anyQueryOnAnyTable_asTheOldLibrary(@ForAll long seed) {
        CommonQuery maker = new CommonQuery(new Random(seed));
        Table table = maker.table();
        String query = maker.query();
        String end = "answered";
        try {
            Found old = found(OldLibrary.found(query, OldLibrary.table(table)));
            assertThat(found(Asking.found(query, "en_US", table)))
                    .as("%s", query)
                    .isEqualTo(old);
        } catch (DataSourceException e) {
            end = "refused";
            assertThatThrownBy(() -> Asking.found(query, "en_US", table))
                    .as("%s", query)
                    .isInstanceOf(QueryException.class);
        } catch (IllegalArgumentException e) {
            end = "crashed by an offset past the end";
            assertThat(e).hasMessageStartingWith("fromIndex");
            assertThat(Asking.found(query, "en_US", table).rows())
                    .as("%s", query)
                    .isZero();
        }
        Statistics.collect(end);
        Statistics.coverage(share -> {
            share.check("answered").percentage(percent -> percent > 60);
            share.check("refused").percentage(percent -> percent > 10);
        });
    }

    static Found found(Table table) {
        List<String> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            columns.add(described(column.id(), column.label(), column.type().code()));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                cells.add(table.value(row, column));
                cells.add(table.formatted(row, column));
            }
            rows.add(cells);
        }
        return new Found(columns, rows);
    }

    static Found found(DataTable table) {
        List<String> columns = new ArrayList<>();
        for (ColumnDescription column : table.getColumnDescriptions()) {
            columns.add(described(
                    column.getId(), column.getLabel(), column.getType().getTypeCodeLowerCase()));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < table.getNumberOfRows(); row++) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                TableCell cell = table.getCell(row, column);
                cells.add(OldLibrary.value(cell.getValue()));
                cells.add(cell.isNull() ? null : cell.getFormattedValue());
            }
            rows.add(cells);
        }
        return new Found(columns, rows);
    }

    /** Labels are compared without what joins their parts and the brackets behind literals, numbers without {@code .0}. */
    private static String described(String id, String label, String type) {
        String joined = label.replaceAll("[ ,]|\\(\\)", "");
        return POINT_ZERO.matcher(id).replaceAll("") + "|" + joined.replace(".0", "") + "|" + type;
    }
}

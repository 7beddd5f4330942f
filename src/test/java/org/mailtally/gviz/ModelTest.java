package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.WithNull;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.TableBuilder;
import org.mailtally.gviz.table.Utf8;
import org.mailtally.gviz.table.ValueType;

/** The fast ways against the plain ones. */
class ModelTest {
    @Property
    void orderBy_anyNumbers_stableWithNullsFirst(
            @ForAll @Size(max = 60) List<@WithNull(0.2) @DoubleRange(min = -1e18, max = 1e18) Double> numbers,
            @ForAll boolean descending) {
        ordered(numbers, descending);
    }

    @Property
    void orderBy_fewWholeNumbers_stableWithNullsFirst(
            @ForAll @Size(max = 60) List<@WithNull(0.2) @Scale(0) @DoubleRange(min = -3, max = 3) Double> numbers,
            @ForAll boolean descending) {
        ordered(numbers, descending);
    }

    @Property
    void orderBy_twoColumns_firstOneThenTheOther(
            @ForAll @Size(40) List<@WithNull(0.2) @Scale(0) @DoubleRange(min = -3, max = 3) Double> first,
            @ForAll @Size(40) List<@WithNull(0.2) @DoubleRange(min = -1e12, max = 1e12) Double> second) {
        TableBuilder builder = Table.builder()
                .column("a", "A", ValueType.NUMBER)
                .column("b", "B", ValueType.NUMBER)
                .column("row", "Row", ValueType.NUMBER);
        List<Integer> expected = new ArrayList<>();
        for (int row = 0; row < first.size(); row++) {
            builder.row(first.get(row), second.get(row), row);
            expected.add(row);
        }
        Comparator<Double> order = Comparator.nullsFirst((a, b) -> a < b ? -1 : a > b ? 1 : 0);
        expected.sort(Comparator.comparing((Integer row) -> first.get(row), order)
                .reversed()
                .thenComparing(second::get, order));
        Table found = Asking.found("select row order by a desc, b", builder.build());
        for (int row = 0; row < expected.size(); row++) {
            assertThat(found.value(row, 0)).isEqualTo((double) expected.get(row));
        }
    }

    @Property
    void number_anyDouble_readsBackAndIsNoLongerThanNeeded(@ForAll @From("doubles") double value) {
        String text = new String(new Utf8(0).number(value).toBytes(), StandardCharsets.US_ASCII);
        assertThat(Double.parseDouble(text)).isEqualTo(value + 0.0);
        assertThat(StrictJson.parse(text)).isEqualTo(value + 0.0);
        if (Math.abs(value) < 1e7 && text.contains(".") && !text.contains("E")) {
            assertThat(text).isEqualTo(new BigDecimal(text).stripTrailingZeros().toPlainString());
            assertThat(text.length())
                    .isLessThanOrEqualTo(
                            BigDecimal.valueOf(value).toPlainString().length());
        }
    }

    @Provide
    Arbitrary<Double> doubles() {
        return Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.longs()
                        .between(-1_000_000_000_000L, 1_000_000_000_000L)
                        .map(n -> n / 1000.0),
                Arbitraries.longs().map(n -> (double) n),
                Arbitraries.of(0.001, -0.001, 0.1, 0.35, 1e-3, 999_999_999_999.999, 1e15, 1e18, 9e15, -0.0, 1e-7));
    }

    @Property
    void groupBy_anyRows_asATreeMapSums(
            @ForAll @Size(max = 60)
                    List<@WithNull(0.1) @StringLength(max = 2) @CharRange(from = 'a', to = 'c') String> keys,
            @ForAll @Size(60) List<@WithNull(0.3) @Scale(0) @DoubleRange(min = -9, max = 9) Double> numbers) {
        TableBuilder builder =
                Table.builder().column("k", "K", ValueType.STRING).column("n", "N", ValueType.NUMBER);
        Map<@Nullable String, List<Double>> groups = new TreeMap<>(Comparator.nullsFirst(Comparator.naturalOrder()));
        for (int row = 0; row < keys.size(); row++) {
            builder.row(keys.get(row), numbers.get(row));
            List<Double> group = groups.computeIfAbsent(keys.get(row), key -> new ArrayList<>());
            if (numbers.get(row) != null) {
                group.add(numbers.get(row));
            }
        }
        Table found = Asking.found("select k, count(n), sum(n), max(n) group by k", builder.build());
        assertThat(found.rows()).isEqualTo(groups.size());
        int row = 0;
        for (Map.Entry<@Nullable String, List<Double>> group : groups.entrySet()) {
            List<Double> values = group.getValue();
            assertThat(found.value(row, 0)).isEqualTo(group.getKey());
            assertThat(found.value(row, 1)).isEqualTo((double) values.size());
            assertThat(found.value(row, 2))
                    .isEqualTo(
                            values.isEmpty()
                                    ? null
                                    : values.stream().mapToDouble(n -> n).sum() + 0.0);
            assertThat(found.value(row, 3))
                    .isEqualTo(values.stream().max(Comparator.naturalOrder()).orElse(null));
            row++;
        }
    }

    private static void ordered(List<Double> numbers, boolean descending) {
        TableBuilder builder =
                Table.builder().column("n", "N", ValueType.NUMBER).column("row", "Row", ValueType.NUMBER);
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (int row = 0; row < numbers.size(); row++) {
            builder.row(numbers.get(row), row);
            List<@Nullable Object> values = new ArrayList<>();
            values.add(numbers.get(row));
            values.add((double) row);
            expected.add(values);
        }
        Comparator<List<@Nullable Object>> order = Comparator.comparing(
                values -> (Double) values.get(0), Comparator.nullsFirst((a, b) -> a < b ? -1 : a > b ? 1 : 0));
        expected.sort(descending ? order.reversed() : order);
        Table found = Asking.found("order by n" + (descending ? " desc" : ""), builder.build());
        for (int row = 0; row < expected.size(); row++) {
            assertThat(found.value(row, 1)).isEqualTo(expected.get(row).get(1));
        }
    }
}

package org.mailtally.gviz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.table.Cell;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.TableBuilder;
import org.mailtally.gviz.table.ValueType;

/** Cases and tables from files of one JSON object a line. */
public final class Cases {
    private Cases() {}

    public static Stream<Map<String, Object>> of(String file) {
        try (InputStream in = Objects.requireNonNull(Cases.class.getResourceAsStream("/gviz/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(StrictJson::parse)
                    .map(StrictJson::object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Map<String, Object> of, String key) {
        return Objects.toString(of.getOrDefault(key, ""));
    }

    /** The table of that name in {@code tables.jsonl}. */
    static Table table(String name) {
        Map<String, Object> read = of("tables.jsonl")
                .filter(table -> name.equals(table.get("name")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table " + name));
        TableBuilder table = Table.builder();
        List<Map<String, Object>> columns = StrictJson.array(read.get("cols")).stream()
                .map(StrictJson::object)
                .toList();
        for (Map<String, Object> column : columns) {
            table.column(new Column(
                    text(column, "id"), text(column, "label"), type(column), text(column, "pattern"), map(column)));
        }
        for (Object row : StrictJson.array(read.get("rows"))) {
            Object cells = row instanceof Map<?, ?> ? StrictJson.object(row).get("cells") : row;
            @Nullable Object[] values = StrictJson.array(cells).toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] = cell(type(columns.get(i)), values[i]);
            }
            table.row(values);
            if (row instanceof Map<?, ?>) {
                table.rowProperties(map(StrictJson.object(row)));
            }
        }
        return table.properties(map(read)).build();
    }

    /** A cell as the files write it: the bare value, or an object with {@code v}, {@code f} and {@code p}. */
    static @Nullable Object cell(ValueType type, @Nullable Object written) {
        if (written instanceof Map<?, ?>) {
            Map<String, Object> cell = StrictJson.object(written);
            return new Cell(cell(type, cell.get("v")), (String) cell.get("f"), map(cell));
        }
        if (written == null) {
            return null;
        }
        return switch (type) {
            case DATE -> LocalDate.parse(written.toString());
            case DATETIME -> LocalDateTime.parse(written.toString());
            case TIMEOFDAY -> LocalTime.parse(written.toString());
            default -> written;
        };
    }

    private static ValueType type(Map<String, Object> column) {
        return Stream.of(ValueType.values())
                .filter(type -> type.code().equals(column.get("type")))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> map(Map<String, Object> with) {
        return StrictJson.object(with.getOrDefault("p", Map.of())).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toString()));
    }
}

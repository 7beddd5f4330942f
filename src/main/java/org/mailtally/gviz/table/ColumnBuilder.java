package org.mailtally.gviz.table;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A column being filled, cell by cell. */
final class ColumnBuilder {
    private static final int FIRST_CAPACITY = 64;

    private final Column column;
    private double[] numbers = {};
    private @Nullable String[] strings = {};
    private long[] steps = {};
    private int @Nullable [] offsets;
    private @Nullable String @Nullable [] texts;
    private final Map<Integer, Map<String, String>> properties = new HashMap<>();
    private int size;

    ColumnBuilder(Column column) {
        this.column = column;
    }

    void add(@Nullable Object given) {
        grow();
        if (given instanceof Cell cell) {
            put(cell.value());
            if (cell.formatted() != null) {
                text(cell.formatted());
            }
            if (!cell.properties().isEmpty()) {
                properties.put(size, cell.properties());
            }
        } else {
            put(given);
        }
        size++;
    }

    ColumnData build() {
        Cells cells =
                switch (column.type()) {
                    case NUMBER -> new NumberCells(Arrays.copyOf(numbers, size));
                    case STRING -> new TextCells(Arrays.copyOf(strings, size));
                    default ->
                        new DiscreteCells(
                                Arrays.copyOf(steps, size), offsets == null ? null : Arrays.copyOf(offsets, size));
                };
        return new ColumnData(
                column,
                cells,
                texts == null ? null : new TextCells(Arrays.copyOf(texts, size)),
                Map.copyOf(properties));
    }

    private void text(String formatted) {
        @Nullable String[] room = texts == null ? new String[0] : texts;
        if (room.length <= size) {
            room = Arrays.copyOf(room, Math.max(FIRST_CAPACITY, size * 2));
        }
        room[size] = formatted;
        texts = room;
    }

    private void put(@Nullable Object value) {
        switch (column.type()) {
            case STRING -> strings[size] = value == null ? null : expect(String.class, value);
            case NUMBER -> numbers[size] = value == null ? Double.NaN : finite(expect(Number.class, value));
            case BOOLEAN -> steps[size] = value == null ? DiscreteCells.NULL : expect(Boolean.class, value) ? 1 : 0;
            case DATE ->
                steps[size] = value == null ? DiscreteCells.NULL : WallClock.days(expect(LocalDate.class, value));
            case TIMEOFDAY ->
                steps[size] = value == null
                        ? DiscreteCells.NULL
                        : expect(LocalTime.class, value).toNanoOfDay() / 1_000_000;
            case DATETIME -> steps[size] = value == null ? DiscreteCells.NULL : dateTime(value);
        }
    }

    private long dateTime(Object value) {
        if (value instanceof OffsetDateTime time) {
            return offset(time.toLocalDateTime(), time.getOffset());
        }
        if (value instanceof ZonedDateTime time) {
            return offset(time.toLocalDateTime(), time.getOffset());
        }
        return WallClock.milliseconds(expect(LocalDateTime.class, value));
    }

    private long offset(LocalDateTime time, ZoneOffset offset) {
        if (offsets == null) {
            offsets = new int[steps.length];
            Arrays.fill(offsets, DiscreteCells.NO_OFFSET);
        }
        offsets[size] = offset.getTotalSeconds();
        return WallClock.milliseconds(time);
    }

    private <T> T expect(Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("column \"" + column.id() + "\" of type "
                    + column.type().code() + " takes a " + type.getSimpleName() + ", not the "
                    + value.getClass().getSimpleName() + " " + value);
        }
        return type.cast(value);
    }

    private static double finite(Number number) {
        double value = number.doubleValue();
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private void grow() {
        int capacity = Math.max(FIRST_CAPACITY, size * 2);
        switch (column.type()) {
            case STRING -> strings = size < strings.length ? strings : Arrays.copyOf(strings, capacity);
            case NUMBER -> numbers = size < numbers.length ? numbers : Arrays.copyOf(numbers, capacity);
            default -> {
                if (size == steps.length) {
                    steps = Arrays.copyOf(steps, capacity);
                    if (offsets != null) {
                        offsets = Arrays.copyOf(offsets, capacity);
                        Arrays.fill(offsets, size, capacity, DiscreteCells.NO_OFFSET);
                    }
                }
            }
        }
    }
}

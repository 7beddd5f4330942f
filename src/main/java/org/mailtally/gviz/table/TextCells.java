package org.mailtally.gviz.table;

import org.jspecify.annotations.Nullable;

/** Strings; null is null. */
public final class TextCells extends Cells {
    private final @Nullable String[] values;

    public TextCells(@Nullable String[] values) {
        this.values = values;
    }

    public @Nullable String at(int row) {
        return values[row];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isNull(int row) {
        return values[row] == null;
    }

    @Override
    public TextCells take(int[] rows) {
        @Nullable String[] taken = new String[rows.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = rows[i] < 0 ? null : values[rows[i]];
        }
        return new TextCells(taken);
    }

    @Override
    public int compare(int left, int right) {
        String a = values[left];
        String b = values[right];
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        }
        return a.compareTo(b);
    }
}

package org.mailtally.gviz;

import org.jspecify.annotations.Nullable;

/** Strings; null is null. */
final class TextCells extends Cells {
    private final @Nullable String[] values;

    TextCells(@Nullable String[] values) {
        this.values = values;
    }

    @Nullable
    String at(int row) {
        return values[row];
    }

    @Override
    int size() {
        return values.length;
    }

    @Override
    boolean isNull(int row) {
        return values[row] == null;
    }

    @Override
    TextCells take(int[] rows) {
        @Nullable String[] taken = new String[rows.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = rows[i] < 0 ? null : values[rows[i]];
        }
        return new TextCells(taken);
    }

    @Override
    int compare(int left, int right) {
        String a = values[left];
        String b = values[right];
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        }
        return a.compareTo(b);
    }
}

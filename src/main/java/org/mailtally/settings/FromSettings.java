package org.mailtally.settings;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that follows from the active settings: made once, and again when they change. Thread-safe.
 *
 * @param <T> immutable
 */
public final class FromSettings<T> implements Supplier<T> {

    private final Supplier<Settings> active;
    private final Function<Settings, T> maker;
    private volatile @Nullable Made<T> last;

    private record Made<T>(Settings from, T value) {}

    public FromSettings(Supplier<Settings> active, Function<Settings, T> maker) {
        this.active = active;
        this.maker = maker;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // other settings are another object
    public T get() {
        Settings now = active.get();
        Made<T> made = last;
        if (made == null || made.from() != now) {
            made = new Made<>(now, maker.apply(now));
            last = made;
        }
        return made.value();
    }
}

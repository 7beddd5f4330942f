package org.mailtally;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that follows from the settings in force: made once, and anew when they change. Thread-safe.
 *
 * @param <T> immutable
 */
final class FromSettings<T> implements Supplier<T> {

    private final Supplier<Settings> inForce;
    private final Function<Settings, T> maker;
    private volatile @Nullable Made<T> last;

    private record Made<T>(Settings from, T value) {}

    FromSettings(Supplier<Settings> inForce, Function<Settings, T> maker) {
        this.inForce = inForce;
        this.maker = maker;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // other settings are another object
    public T get() {
        Settings now = inForce.get();
        Made<T> made = last;
        if (made == null || made.from() != now) {
            made = new Made<>(now, maker.apply(now));
            last = made;
        }
        return made.value();
    }
}

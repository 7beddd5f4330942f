package org.mailtally.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import org.mailtally.source.file.FileHistory;
import org.mailtally.source.file.OpenLog;

/** All classes of the product and of the simulation once more, of which one is broken: for what a {@link Mutation} cannot do. */
final class BrokenProduct extends ClassLoader {

    private static final String OURS = "org.mailtally.";

    private final String broken;
    private final byte[] bytes;

    private BrokenProduct(Class<?> broken, DynamicType.Builder<?> how) {
        super(BrokenProduct.class.getClassLoader());
        this.broken = broken.getName();
        try (DynamicType.Unloaded<?> made = how.make()) {
            this.bytes = made.getBytes();
        }
    }

    /** A log's beginning and the 1 KiB before a portion are not read once more after the portion was. */
    static BrokenProduct countingWhatWasNotHashed() {
        return new BrokenProduct(
                FileHistory.class,
                redefine(FileHistory.class)
                        .method(method(FileHistory.class, "mustBeUnchanged"))
                        .intercept(StubMethod.INSTANCE));
    }

    /** A recount replaces rows portion by portion, not at the end of the file. */
    static BrokenProduct recountingByPortions() {
        return new BrokenProduct(
                OpenLog.class,
                redefine(OpenLog.class).visit(Advice.to(SmallPortions.class).on(method(OpenLog.class, "portion"))));
    }

    private static <T> DynamicType.Builder<T> redefine(Class<T> type) {
        return new ByteBuddy().with(TypeValidation.DISABLED).redefine(type);
    }

    /** A method that the class declares, or nothing would be broken. */
    private static ElementMatcher<MethodDescription> method(Class<?> type, String name) {
        if (Arrays.stream(type.getDeclaredMethods())
                .noneMatch(method -> method.getName().equals(name))) {
            throw new IllegalArgumentException(type + " has no method " + name);
        }
        return ElementMatchers.named(name);
    }

    /** Becomes the beginning of a method that has the bytes after which a portion ends as its second argument. */
    private static final class SmallPortions {
        private SmallPortions() {}

        @SuppressWarnings("UnusedVariable") // what is assigned here is what the method goes on with
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 1, readOnly = false) long most) {
            most = Math.min(most, 400);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        if (name.equals(broken)) {
            return defineClass(name, bytes, 0, bytes.length);
        }
        String resource = name.replace('.', '/') + ".class";
        try (InputStream in = Objects.requireNonNull(getParent()).getResourceAsStream(resource)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] whole = in.readAllBytes();
            return defineClass(name, whole, 0, whole.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}

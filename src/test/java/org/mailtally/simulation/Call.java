package org.mailtally.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A call of a bean's method as routes write it: {@code method} takes the body, {@code method(${body}, ${variable.x})} what its
 * arguments say.
 *
 * @param arguments null where the body is the only one
 */
record Call(String bean, String method, @Nullable List<Expression> arguments, Map<Class<?>, Method> found) {

    static Call of(Map<?, ?> step) {
        String ref = Program.text(step, "ref");
        String text = Program.text(step, "method");
        int open = text.indexOf('(');
        List<Expression> arguments = open < 0
                ? null
                : Arrays.stream(text.substring(open + 1, text.length() - 1).split(", "))
                        .map(Expression::simple)
                        .toList();
        return new Call(ref, open < 0 ? text : text.substring(0, open), arguments, new ConcurrentHashMap<>());
    }

    /** What the method returns; null of one that returns nothing. A fault is thrown as the method throws it. */
    @Nullable
    Object result(Message message) {
        Object target = message.bean(bean);
        Object[] values = arguments == null
                ? new Object[] {message.body()}
                : arguments.stream().map(argument -> argument.of(message)).toArray();
        return invoke(method(target, values.length), target, values);
    }

    boolean returnsNothing(Message message) {
        int count = arguments == null ? 1 : arguments.size();
        return method(message.bean(bean), count).getReturnType() == void.class;
    }

    private Method method(Object target, int count) {
        return found.computeIfAbsent(target.getClass(), type -> Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals(method) && each.getParameterCount() == count)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(bean + " has no method " + method)));
    }

    /** The reading of a property of values by its getter. */
    static UnaryOperator<@Nullable Object> property(String name) {
        String getter = "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Map<Class<?>, Method> getters = new ConcurrentHashMap<>();
        return value -> value == null
                ? null
                : invoke(getters.computeIfAbsent(value.getClass(), type -> getter(type, getter)), value);
    }

    private static Method getter(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " has no " + name, e);
        }
    }

    private static @Nullable Object invoke(Method method, Object target, @Nullable Object... values) {
        try {
            method.setAccessible(true);
            return method.invoke(target, values);
        } catch (InvocationTargetException e) {
            throw Call.<RuntimeException>thrown(e.getCause() == null ? e : e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fault to be thrown as it is, checked or not. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T extends Throwable> T thrown(Throwable fault) throws T {
        throw (T) fault;
    }
}

package org.mailtally;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoIterable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A store's client for checking routes, which is there and connects to nothing: what is queried has no answer, so that routes are
 * found right or wrong whether the store answers or not.
 */
final class IdleStore implements InvocationHandler {

    private static final Map<Class<?>, Object> NOTHING = Map.of(boolean.class, false, int.class, 0, long.class, 0L);

    private IdleStore() {}

    static MongoClient client() {
        return idle(MongoClient.class);
    }

    private static <T> T idle(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(IdleStore.class.getClassLoader(), new Class<?>[] {type}, new IdleStore()));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> arguments != null && proxy == arguments[0];
                default -> "a store that is not queried";
            };
        }
        Class<?> wanted = method.getReturnType();
        if (MongoIterable.class.isAssignableFrom(wanted) || wanted.getName().startsWith("com.mongodb.client.Mongo")) {
            return idle(wanted);
        }
        return NOTHING.get(wanted);
    }
}

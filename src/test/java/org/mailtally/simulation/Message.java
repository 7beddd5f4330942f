package org.mailtally.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What goes through a route: a body, variables, and the fault that was caught. Not thread-safe. */
final class Message {

    private final Function<String, Object> beans;
    private final Map<String, @Nullable Object> variables;
    private @Nullable Object body;
    private @Nullable Throwable fault;

    /** @param beans the beans by their names */
    Message(Function<String, Object> beans, @Nullable Object body) {
        this(beans, new HashMap<>(), body);
    }

    private Message(Function<String, Object> beans, Map<String, @Nullable Object> variables, @Nullable Object body) {
        this.beans = beans;
        this.variables = variables;
        this.body = body;
    }

    /** A part of this one, with variables of its own. */
    Message part(Object part) {
        return new Message(beans, new HashMap<>(variables), part);
    }

    /** What another route is called with, whose variables are the same. */
    Message call(@Nullable String variable) {
        return new Message(beans, variables, variable == null ? body : variables.get(variable));
    }

    Object bean(String name) {
        return Objects.requireNonNull(beans.apply(name), name);
    }

    Map<String, @Nullable Object> variables() {
        return variables;
    }

    @Nullable
    Object body() {
        return body;
    }

    void body(@Nullable Object value) {
        body = value;
    }

    @Nullable
    Throwable fault() {
        return fault;
    }

    void caught(Throwable caught) {
        fault = caught;
    }
}

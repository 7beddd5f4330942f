package org.mailtally.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An expression of a route: a call of a bean, or a simple one of the few forms that the routes use. Immutable. */
@FunctionalInterface
interface Expression {

    @Nullable
    Object of(Message message);

    /** The expression of a step. */
    static Expression of(Map<?, ?> step) {
        Map<?, ?> expression = Program.map(step.get("expression"));
        if (expression.containsKey("method")) {
            Call call = Call.of(Program.map(expression.get("method")));
            return call::result;
        }
        return simple(Program.text(Program.map(expression.get("simple")), "expression"));
    }

    /** {@code ${body}}, {@code ${body.name}}, {@code ${variable.name}}, each perhaps {@code != null}. */
    static Expression simple(String text) {
        if (text.endsWith(" != null")) {
            Expression value = simple(text.substring(0, text.length() - " != null".length()));
            return message -> value.of(message) != null;
        }
        if (!text.startsWith("${") || !text.endsWith("}")) {
            throw new IllegalArgumentException("the simulation does not know the expression " + text);
        }
        String[] parts = text.substring(2, text.length() - 1).split("\\.");
        boolean isVariable = parts[0].equals("variable");
        if (!isVariable && !parts[0].equals("body") && !parts[0].equals("exception")) {
            throw new IllegalArgumentException("the simulation does not know the expression " + text);
        }
        List<UnaryOperator<@Nullable Object>> properties = Arrays.stream(parts)
                .skip(isVariable ? 2 : 1)
                .map(Call::property)
                .toList();
        return message -> {
            Object value = isVariable
                    ? message.variables().get(parts[1])
                    : parts[0].equals("exception") ? message.fault() : message.body();
            for (UnaryOperator<@Nullable Object> property : properties) {
                value = property.apply(value);
            }
            return value;
        };
    }
}

package org.mailtally.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The steps of the shipped routes by which a log is counted, read from their files, so that the histories run the very order
 * that ships. A kind of step that is not known here is refused. Immutable.
 */
final class Program {

    /** The routes that are run; {@code find} and {@code write} are the simulated store. */
    private static final List<String> ROUTES = List.of("track-mail", "settle-log", "store-counts");

    /** One step of a route. */
    sealed interface Step {}

    /** A call of a bean; its result, if it has one, is the body from then on. */
    record Bean(String id, Call call) implements Step {}

    record SetVariable(String name, Expression value) implements Step {}

    record Filter(Expression condition, List<Step> steps) implements Step {}

    record Loop(Expression condition, List<Step> steps) implements Step {}

    record Split(String id, Expression parts, List<Step> steps) implements Step {}

    /** A call of a {@code direct:} route with the body, or what a variable holds; its result goes where the body was, or else. */
    record To(String id, String route, @Nullable String send, @Nullable String receive) implements Step {}

    record Try(List<Step> steps, List<Catch> catches, List<Step> last) implements Step {}

    /** @param types class names, of which the fault or one of its causes is */
    record Catch(List<String> types, List<Step> steps) {}

    /** Nothing here: another thread takes over. */
    record Threads() implements Step {}

    private final Map<String, List<Step>> routes;

    private Program(Map<String, List<Step>> routes) {
        this.routes = routes;
    }

    /** The routes as they ship. */
    static Program shipped() {
        Map<String, List<Step>> routes = new HashMap<>();
        for (String route : ROUTES) {
            try {
                String text = Files.readString(Path.of("routes", route + ".camel.yaml"));
                Object file = new Load(LoadSettings.builder().build()).loadFromString(text);
                Map<?, ?> from =
                        map(map(map(((List<?>) file).get(0)).get("route")).get("from"));
                routes.put(route, steps(from));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Program(routes);
    }

    List<Step> route(String name) {
        return Objects.requireNonNull(routes.get(name), name);
    }

    /** The same with one step of a route put behind another one: a mutation. */
    Program with(String route, String moved, String behind) {
        List<Step> steps = new ArrayList<>(route(route));
        Step step = steps.stream()
                .filter(each -> moved.equals(id(each)))
                .findFirst()
                .orElseThrow();
        steps.remove(step);
        Step other = steps.stream()
                .filter(each -> behind.equals(id(each)))
                .findFirst()
                .orElseThrow();
        steps.add(steps.indexOf(other) + 1, step);
        Map<String, List<Step>> changed = new HashMap<>(routes);
        changed.put(route, List.copyOf(steps));
        return new Program(changed);
    }

    private static @Nullable String id(Step step) {
        return step instanceof Split split ? split.id() : step instanceof To to ? to.id() : null;
    }

    private static List<Step> steps(Map<?, ?> parent) {
        return list(parent, "steps").stream().map(step -> step(map(step))).toList();
    }

    private static Step step(Map<?, ?> named) {
        String kind = (String) named.keySet().iterator().next();
        Map<?, ?> step = map(named.get(kind));
        String id = String.valueOf(step.get("id"));
        return switch (kind) {
            case "bean" -> new Bean(id, Call.of(step));
            case "setVariable" -> new SetVariable(text(step, "name"), Expression.of(step));
            case "filter" -> new Filter(Expression.of(step), steps(step));
            case "loop" -> new Loop(Expression.of(step), steps(step));
            case "split" -> new Split(id, Expression.of(step), steps(step));
            case "threads" -> new Threads();
            case "to" -> to(id, step);
            case "doTry" ->
                new Try(
                        steps(step),
                        list(step, "doCatch").stream().map(Program::caught).toList(),
                        steps(map(step.get("doFinally"))));
            default -> throw new IllegalArgumentException("the simulation does not know the step " + kind);
        };
    }

    private static Step to(String id, Map<?, ?> step) {
        if (!"direct".equals(step.get("uri"))) {
            throw new IllegalArgumentException("the simulation does not know the endpoint " + step.get("uri"));
        }
        String route = text(map(step.get("parameters")), "name");
        return new To(id, route, (String) step.get("variableSend"), (String) step.get("variableReceive"));
    }

    private static Catch caught(Object clause) {
        Map<?, ?> step = map(clause);
        List<String> types =
                list(step, "exception").stream().map(String::valueOf).toList();
        return new Catch(types, steps(step));
    }

    private static List<?> list(Map<?, ?> parent, String key) {
        return (List<?>) Objects.requireNonNull(parent.get(key), key);
    }

    static String text(Map<?, ?> parent, String key) {
        return (String) Objects.requireNonNull(parent.get(key), key);
    }

    static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }
}

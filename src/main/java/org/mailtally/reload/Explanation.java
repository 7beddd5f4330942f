package org.mailtally.reload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.jspecify.annotations.Nullable;
import org.mailtally.settings.Words;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** The explanation of why Camel does not load route files: what it threw, as a refusal that names the place. */
final class Explanation {

    private static final Pattern BEAN = Pattern.compile("Error creating bean: (\\S+) of type: (\\S+)");
    private static final int LEAST_QUOTED = 4;

    private final Outline outline;

    Explanation(Outline outline) {
        this.outline = outline;
    }

    Refusal of(Throwable fault) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = fault; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        Throwable root = causes.get(causes.size() - 1);
        Outline.Definition bean = bean(causes);
        MarkedYamlEngineException marked = first(causes, MarkedYamlEngineException.class);
        if (marked != null) {
            return ofMark(marked);
        }
        if (bean != null) {
            return ofBean(bean, first(causes, PropertyBindingException.class), root);
        }
        FailedToCreateRouteException route = first(causes, FailedToCreateRouteException.class);
        if (route != null) {
            return ofRoute(String.valueOf(route.getRouteId()), causes, root);
        }
        return new Refusal("", 0, "", "", -1, message(root), "correct what was edited last");
    }

    private Refusal ofMark(MarkedYamlEngineException marked) {
        Mark mark = marked.getProblemMark().or(marked::getContextMark).orElse(null);
        String problem = String.valueOf(marked.getProblem());
        String file = mark == null ? "" : mark.getName().replaceFirst("^.*[:/]", "");
        return Yaml.at(outline.files(), file, mark, "", problem, "correct it, or leave it out");
    }

    private Refusal ofBean(Outline.Definition bean, @Nullable PropertyBindingException property, Throwable root) {
        String name = bean.text("name");
        String key = property == null ? "" : String.valueOf(property.getPropertyName());
        Node node = Yaml.value(bean.node(), "properties")
                .flatMap(properties -> Yaml.value(properties, key))
                .orElse(null);
        if (node != null && root instanceof PatternSyntaxException wrong) {
            return ofPattern(bean.file(), node, key + " of " + name, wrong);
        }
        if (node == null) {
            return bean.file().wrong(bean.node(), "bean " + name, message(root), "correct the bean");
        }
        if (root instanceof PropertyBindingException) {
            Set<String> known = setters(property == null ? null : property.getTarget());
            String remedy = Words.nearest(key, known)
                    .map(word -> "did you mean " + word + "?")
                    .orElse("it has " + String.join(", ", known));
            return bean.file().wrong(node, "property " + key + " of " + name, "no such property", remedy);
        }
        return bean.file().wrong(node, key + " of " + name, message(root), "correct the value");
    }

    private static Set<String> setters(@Nullable Object target) {
        Set<String> names = new TreeSet<>();
        if (target != null) {
            for (var method : target.getClass().getMethods()) {
                if (method.getName().startsWith("set") && method.getParameterCount() == 1) {
                    String name = method.getName().substring(3);
                    names.add(name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1));
                }
            }
        }
        return names;
    }

    /** Puts the caret under the fault where the pattern stands on one line. */
    private Refusal ofPattern(Yaml file, Node node, String element, PatternSyntaxException wrong) {
        int line = Yaml.line(node);
        String excerpt = outline.files().line(file.name(), line);
        int start = node.getStartMark().map(Mark::getColumn).orElse(0);
        int caret = PatternPlace.find(excerpt, start, wrong);
        String where = caret < 0 && wrong.getIndex() >= 0 ? " near index " + wrong.getIndex() : "";
        return new Refusal(
                file.name(), line, element, excerpt, caret, wrong.getDescription() + where, "correct the pattern");
    }

    private Refusal ofRoute(String id, List<Throwable> causes, Throwable root) {
        ResolveEndpointFailedException endpoint = first(causes, ResolveEndpointFailedException.class);
        SimpleIllegalSyntaxException simple = first(causes, SimpleIllegalSyntaxException.class);
        Outline.Definition route = outline.route(id).orElse(null);
        if (route == null) {
            return new Refusal("", 0, "route " + id, "", -1, message(root), "correct the route");
        }
        String message = message(root);
        String quoted = simple == null ? message : String.valueOf(simple.getExpression());
        String scheme =
                endpoint == null ? "" : String.valueOf(endpoint.getUri()).replaceFirst("[:?].*$", "");
        Node place = Yaml.all(route.node()).stream()
                .filter(node -> isNamedIn(node, quoted))
                .max(Comparator.comparingInt(node -> Yaml.text(node).orElse("").length()))
                .or(() -> Yaml.all(route.node()).stream()
                        .filter(node ->
                                !scheme.isEmpty() && Yaml.text(node).orElse("").startsWith(scheme + ":"))
                        .findFirst())
                .orElse(route.node());
        return route.file().wrong(place, "route " + id, message, "correct it, or leave it out");
    }

    /** Whether a message quotes a node's text, long enough to be no coincidence. */
    private static boolean isNamedIn(Node node, String message) {
        String text = Yaml.text(node).map(String::strip).orElse("").replaceFirst("^#", "");
        return text.length() >= LEAST_QUOTED && message.contains(text);
    }

    private Outline.@Nullable Definition bean(List<Throwable> causes) {
        Optional<String> name = causes.stream()
                .map(cause -> BEAN.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst();
        return name.isEmpty() ? null : outline.bean(name.get());
    }

    private static String message(Throwable fault) {
        String message = fault.getMessage();
        return message == null || message.isBlank() ? fault.getClass().getSimpleName() : message;
    }

    private static <T> @Nullable T first(List<Throwable> causes, Class<T> type) {
        return causes.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }
}

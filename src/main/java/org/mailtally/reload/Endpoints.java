package org.mailtally.reload;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.RuntimeCamelCatalog;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.mailtally.settings.Words;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * The check of endpoints: that each option is one of its component's, also where the component itself would take any, and
 * that what it connects to is there: a client, or the route that begins with a {@code direct:}.
 */
final class Endpoints {

    private static final Set<String> COMMON = Set.of("exceptionHandler", "bridgeErrorHandler", "lazyStartProducer");

    private final CamelContext scratch;
    private final RuntimeCamelCatalog catalog;

    Endpoints(CamelContext scratch) {
        this.scratch = scratch;
        this.catalog = scratch.getCamelContextExtension().getContextPlugin(RuntimeCamelCatalog.class);
    }

    void check(Outline outline) throws RefusedException {
        Set<String> direct = direct(outline);
        for (Yaml file : outline.yaml().values()) {
            for (Node node : Yaml.all(file.root())) {
                Optional<Node> uri = node instanceof MappingNode ? Yaml.value(node, "uri") : Optional.empty();
                if (uri.isPresent()) {
                    check(file, uri.get(), Yaml.value(node, "parameters").orElse(null));
                    checkRoute(file, node, direct);
                }
            }
        }
    }

    /** The names of the direct endpoints that routes begin with. */
    private static Set<String> direct(Outline outline) {
        Set<String> names = new TreeSet<>();
        for (Yaml file : outline.yaml().values()) {
            for (Node node : Yaml.all(file.root())) {
                Optional<Node> from = node instanceof MappingNode ? Yaml.value(node, "from") : Optional.empty();
                from.flatMap(Endpoints::direct).ifPresent(names::add);
            }
        }
        return names;
    }

    /** The name of an endpoint that is a direct one. */
    private static Optional<String> direct(Node endpoint) {
        String uri = Yaml.value(endpoint, "uri").flatMap(Yaml::text).orElse("");
        return uri.startsWith("direct:")
                ? Optional.of(uri.substring("direct:".length()).replaceFirst("\\?.*", ""))
                : uri.equals("direct")
                        ? Yaml.value(Yaml.value(endpoint, "parameters").orElse(null), "name")
                                .flatMap(Yaml::text)
                        : Optional.empty();
    }

    private void check(Yaml file, Node uriNode, @Nullable Node parameters) throws RefusedException {
        String uri = Yaml.text(uriNode).orElse("");
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? uri : uri.substring(0, colon);
        if (scheme.isEmpty() || scheme.contains("$") || scheme.contains("{")) {
            return;
        }
        String json = catalog.componentJSonSchema(scheme);
        if (json == null) {
            String near = Words.nearest(
                            scheme, List.of("file", "timer", "jetty", "mongodb", "direct", "log", "seda", "bean"))
                    .map(word -> "did you mean " + word + "?")
                    .orElse("take one that is among the libraries, as file, timer, jetty, mongodb or log");
            throw new RefusedException(
                    file.wrong(uriNode, "uri " + uri, "no component is named '" + scheme + "'", near));
        }
        ComponentModel model = JsonMapper.generateComponentModel(json);
        checkOptions(file, scheme, model, parameters);
        if (scheme.equals("mongodb") && Yaml.value(parameters, "hosts").isEmpty()) {
            checkConnection(file, uriNode, uri.substring(colon + 1));
        }
    }

    private static void checkOptions(Yaml file, String scheme, ComponentModel model, @Nullable Node parameters)
            throws RefusedException {
        Set<String> known = new TreeSet<>(COMMON);
        model.getEndpointOptions().forEach(option -> known.add(option.getName()));
        model.getEndpointPathOptions().forEach(option -> known.add(option.getName()));
        Collection<String> prefixes = model.getEndpointOptions().stream()
                .filter(option -> option.isMultiValue() && option.getPrefix() != null)
                .map(option -> option.getPrefix())
                .toList();
        for (Map.Entry<String, NodeTuple> entry : Yaml.entries(parameters).entrySet()) {
            String option = entry.getKey();
            if (!known.contains(option) && prefixes.stream().noneMatch(option::startsWith)) {
                String remedy = Words.nearest(option, known)
                        .map(word -> "did you mean " + word + "?")
                        .orElse("leave it out");
                throw new RefusedException(file.wrong(
                        entry.getValue().getKeyNode(),
                        "parameter " + option,
                        "component '" + scheme + "' has no such option",
                        remedy));
            }
        }
    }

    private static void checkRoute(Yaml file, Node endpoint, Set<String> direct) throws RefusedException {
        String name = direct(endpoint).orElse("{}");
        if (!direct.contains(name) && !name.contains("{")) {
            String remedy = Words.nearest(name, direct)
                    .map(word -> "did you mean " + word + "?")
                    .orElse("define a route that does, in a file of its own");
            throw new RefusedException(
                    file.wrong(endpoint, "direct endpoint " + name, "no route begins with direct:" + name, remedy));
        }
    }

    private void checkConnection(Yaml file, Node uri, String rest) throws RefusedException {
        int end = rest.indexOf('?');
        String name = scratch.resolvePropertyPlaceholders(end < 0 ? rest : rest.substring(0, end));
        if (scratch.getRegistry().lookupByName(name) == null) {
            throw new RefusedException(file.wrong(
                    uri,
                    "uri of a mongodb endpoint",
                    "no client is named '" + name + "'",
                    "write  mongodb:mailtally.store  for Mailtally's store"));
        }
    }
}

package org.mailtally.reload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * What the route files define: which routes and beans, each in which file and line. Made from files that hold together:
 * ids are unique across them, and a route's id is its file's name. Not changed once it is made.
 */
final class Outline {

    /** The names that begin so are Mailtally's own beans. */
    static final String OWN_BEANS = "mailtally.";

    private final RouteFiles files;
    private final Map<String, Yaml> yaml = new LinkedHashMap<>();
    private final Map<String, Definition> routes = new LinkedHashMap<>();
    private final Map<String, Definition> beans = new LinkedHashMap<>();
    private final Set<String> global = new LinkedHashSet<>();

    /**
     * A route or a bean.
     *
     * @param file the file that defines it
     * @param node its definition
     */
    record Definition(Yaml file, Node node) {
        String where() {
            return "routes/" + file.name() + ", line " + Yaml.line(node);
        }

        /** The text of one of its keys; empty where it has none. */
        String text(String key) {
            return Yaml.value(node, key).flatMap(Yaml::text).orElse("");
        }
    }

    private Outline(RouteFiles files) {
        this.files = files;
    }

    /** @throws RefusedException where one is no text or no YAML, or they do not hold together */
    static Outline of(RouteFiles files) throws RefusedException {
        if (!files.fault().isEmpty()) {
            throw new RefusedException(Refusal.ofFile("", files.fault(), "put it back"));
        }
        Outline outline = new Outline(files);
        for (Map.Entry<String, RouteFiles.Content> file : files.byName().entrySet()) {
            outline.add(file.getKey(), file.getValue());
        }
        return outline;
    }

    private void add(String name, RouteFiles.Content content) throws RefusedException {
        if (!content.fault().isEmpty()) {
            throw new RefusedException(
                    Refusal.ofFile(name, content.fault(), "put a route file in its place, or remove it"));
        }
        Yaml file = Yaml.parse(files, name);
        yaml.put(name, file);
        mustHaveEachKeyOnce(file);
        List<Map.Entry<String, Node>> items = new ArrayList<>();
        file.items((kind, node) -> items.add(Map.entry(kind, node)));
        for (Map.Entry<String, Node> item : items) {
            switch (item.getKey()) {
                case "route" -> addRoute(file, item.getValue());
                case "beans" -> addBeans(file, item.getValue());
                default -> addOther(file, item.getKey(), item.getValue());
            }
        }
    }

    private static void mustHaveEachKeyOnce(Yaml file) throws RefusedException {
        for (Node node : Yaml.all(file.root())) {
            if (node instanceof MappingNode mapping) {
                Set<String> keys = new LinkedHashSet<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    String key = Yaml.text(tuple.getKeyNode()).orElse("");
                    if (!keys.add(key)) {
                        throw new RefusedException(
                                file.wrong(tuple.getKeyNode(), key, "given twice", "leave one of them out"));
                    }
                }
            }
        }
    }

    private void addRoute(Yaml file, Node node) throws RefusedException {
        Definition route = new Definition(file, node);
        String id = route.text("id");
        String wanted = RouteFiles.routeOf(file.name());
        Node place = Yaml.value(node, "id").orElse(node);
        Definition before = routes.get(id);
        if (before != null) {
            throw new RefusedException(file.wrong(
                    place,
                    "id of route " + id,
                    "defined already in " + before.where(),
                    "a route's id is its file's name"));
        }
        if (!id.equals(wanted)) {
            throw new RefusedException(file.wrong(
                    place,
                    "id of the route",
                    id.isEmpty() ? "it has none" : "'" + id + "' is not the file's name",
                    "write  id: " + wanted + "  and keep one route in a file"));
        }
        routes.put(id, route);
    }

    private void addBeans(Yaml file, Node list) throws RefusedException {
        for (Node node : Yaml.elements(list)) {
            Definition bean = new Definition(file, node);
            String name = bean.text("name");
            Node place = Yaml.value(node, "name").orElse(node);
            Definition before = beans.get(name);
            if (name.isEmpty()) {
                throw new RefusedException(file.wrong(place, "bean", "it has no name", "add  name: …"));
            }
            if (before != null) {
                throw new RefusedException(file.wrong(
                        place, "name of bean " + name, "defined already in " + before.where(), "rename one of them"));
            }
            if (name.startsWith(OWN_BEANS)) {
                throw new RefusedException(file.wrong(
                        place, "name of bean " + name, "names that begin so are Mailtally's own", "rename it"));
            }
            beans.put(name, bean);
        }
    }

    private void addOther(Yaml file, String kind, Node node) throws RefusedException {
        if (kind.equals("from")) {
            throw new RefusedException(file.wrong(
                    node,
                    "from",
                    "a route without an id",
                    "put it under  route:  with  id: " + RouteFiles.routeOf(file.name())));
        }
        global.add(file.name());
    }

    RouteFiles files() {
        return files;
    }

    Map<String, Yaml> yaml() {
        return yaml;
    }

    Map<String, Definition> routes() {
        return routes;
    }

    Map<String, Definition> beans() {
        return beans;
    }

    /** Whether a file holds what every route depends on, as the handling of errors. */
    boolean isGlobal(String name) {
        return global.contains(name);
    }

    @Nullable
    Definition bean(String name) {
        return beans.get(name);
    }

    Optional<Definition> route(String id) {
        return Optional.ofNullable(routes.get(id));
    }
}

package org.mailtally.reload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The YAML of one route file as a tree whose nodes know their lines. Immutable.
 *
 * @param files the files that it is one of
 * @param name the file's name
 * @param root the list at its top
 */
record Yaml(RouteFiles files, String name, SequenceNode root) {

    private static final int MOST_ALIASES = 20;

    /** @throws RefusedException where it is no YAML, or no list */
    static Yaml parse(RouteFiles files, String name) throws RefusedException {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setCodePointLimit(RouteFiles.MOST_BYTES + 1)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        Node root;
        try {
            root = new Compose(settings).composeString(files.text(name)).orElse(null);
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            String remedy = String.valueOf(e.getProblem()).contains("escape character")
                    ? "put the pattern in single quotes, in which a backslash is one"
                    : "correct the file's structure";
            throw new RefusedException(at(files, name, mark, "", "not YAML: " + e.getProblem(), remedy), e);
        } catch (YamlEngineException | StackOverflowError e) {
            throw new RefusedException(
                    Refusal.ofFile(name, "not YAML: " + e.getMessage(), "correct the file's structure"), e);
        }
        if (root == null) {
            throw new RefusedException(Refusal.ofFile(name, "it is empty", "fill it, or remove the file"));
        }
        if (!(root instanceof SequenceNode list)) {
            throw new RefusedException(at(
                    files,
                    name,
                    root.getStartMark().orElse(null),
                    "",
                    "no list at the top",
                    "begin with '- route:' or '- beans:'"));
        }
        Yaml yaml = new Yaml(files, name, list);
        yaml.mustEnd(list, Collections.newSetFromMap(new IdentityHashMap<>()));
        return yaml;
    }

    /** Refuses a node that holds itself, by an alias. */
    private void mustEnd(Node node, Set<Node> above) throws RefusedException {
        if (!above.add(node)) {
            throw new RefusedException(wrong(node, "", "it holds itself, by an alias", "write it without the alias"));
        }
        for (Node element : elements(node)) {
            mustEnd(element, above);
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                mustEnd(tuple.getValueNode(), above);
            }
        }
        above.remove(node);
    }

    /** What is wrong at a node. */
    Refusal wrong(Node node, String element, String fault, String remedy) {
        return at(files, name, node.getStartMark().orElse(null), element, fault, remedy);
    }

    static Refusal at(RouteFiles files, String name, @Nullable Mark mark, String element, String fault, String remedy) {
        if (mark == null) {
            return new Refusal(name, 0, element, "", -1, fault, remedy);
        }
        int line = mark.getLine() + 1;
        String excerpt = files.line(name, line);
        int caret = Math.min(mark.getColumn(), excerpt.length());
        return new Refusal(name, line, element, excerpt, caret, fault, remedy);
    }

    /** The items of the list at the top, each under what it is: {@code route}, {@code beans} and the like. */
    void items(BiConsumer<String, Node> take) {
        for (Node item : root.getValue()) {
            entries(item).forEach((key, tuple) -> take.accept(key, tuple.getValueNode()));
        }
    }

    /** The entries of a mapping by their keys; none of another node. */
    static Map<String, NodeTuple> entries(@Nullable Node node) {
        Map<String, NodeTuple> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                entries.put(text(tuple.getKeyNode()).orElse(""), tuple);
            }
        }
        return entries;
    }

    /** The value of a key; empty where there is none. */
    static Optional<Node> value(@Nullable Node node, String key) {
        return Optional.ofNullable(entries(node).get(key)).map(NodeTuple::getValueNode);
    }

    /** The elements of a list; none of another node. */
    static List<Node> elements(@Nullable Node node) {
        return node instanceof SequenceNode list ? list.getValue() : List.of();
    }

    /** The text of a scalar. */
    static Optional<String> text(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    /** Every node below one, and itself. */
    static List<Node> all(Node node) {
        List<Node> all = new ArrayList<>();
        collect(node, all);
        return all;
    }

    private static void collect(Node node, List<Node> into) {
        into.add(node);
        elements(node).forEach(element -> collect(element, into));
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                into.add(tuple.getKeyNode());
                collect(tuple.getValueNode(), into);
            }
        }
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}

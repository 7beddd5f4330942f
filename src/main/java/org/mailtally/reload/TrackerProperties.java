package org.mailtally.reload;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.mailtally.settings.Words;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The check of trackers' properties before Camel makes beans of them: they are texts as they stand there. Camel would take a
 * null for the text {@code null}, and put the value of a setting, as the store's password, in the place of a placeholder.
 */
final class TrackerProperties {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private TrackerProperties() {}

    static void check(Outline outline) throws RefusedException {
        for (Map.Entry<String, Outline.Definition> bean : outline.beans().entrySet()) {
            Outline.Definition definition = bean.getValue();
            if (!definition.text("type").endsWith("org.mailtally.Tracker")) {
                continue;
            }
            Node properties = Yaml.value(definition.node(), "properties").orElse(null);
            for (Map.Entry<String, NodeTuple> property :
                    Yaml.entries(properties).entrySet()) {
                check(
                        definition.file(),
                        property.getKey() + " of " + bean.getKey(),
                        property.getValue().getValueNode());
            }
        }
    }

    private static void check(Yaml file, String element, Node node) throws RefusedException {
        String value = Yaml.text(node).orElse("");
        if (node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && NULLS.contains(value)) {
            String fault = value.isEmpty() ? "it has no value" : value + " is no value in YAML";
            throw new RefusedException(
                    file.wrong(node, element, fault, "write one between single quotes, or leave the property out"));
        }
        Matcher placeholder = Words.PLACEHOLDER.matcher(value);
        if (placeholder.find()) {
            throw new RefusedException(file.wrong(
                    node,
                    element,
                    "a tracker's properties hold no placeholders, as " + placeholder.group(),
                    "write the value itself; in a pattern a brace is \\{"));
        }
        if (value.startsWith("#")) {
            throw new RefusedException(file.wrong(
                    node, element, "a value that begins with # would name a bean", "in a pattern write [#] for it"));
        }
    }
}

package org.mailtally.reload;

import java.util.Properties;
import java.util.regex.Matcher;
import org.mailtally.settings.Words;
import org.snakeyaml.engine.v2.nodes.Node;

/** The check of placeholders: that the key of each has a value. */
final class Placeholders {

    private Placeholders() {}

    static void check(Outline outline, Properties properties) throws RefusedException {
        for (Yaml file : outline.yaml().values()) {
            for (Node node : Yaml.all(file.root())) {
                String text = Yaml.text(node).orElse("");
                Matcher matcher = Words.PLACEHOLDER.matcher(text);
                while (matcher.find()) {
                    String key = matcher.group(1);
                    boolean optional =
                            matcher.group().startsWith("{{?") || matcher.group().contains(key + ":");
                    if (!optional && !properties.containsKey(key)) {
                        String remedy = Words.nearest(key, properties.stringPropertyNames())
                                .map(word -> "did you mean {{" + word + "}}?")
                                .orElse("add  " + key + "=…  to application.properties");
                        throw new RefusedException(
                                file.wrong(node, "placeholder {{" + key + "}}", "no such key is set", remedy));
                    }
                }
            }
        }
    }
}

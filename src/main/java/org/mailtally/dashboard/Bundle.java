package org.mailtally.dashboard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One script in place of a module and all that it imports, so that a browser makes one request: each module imported becomes a
 * function that is called once, in the order of need, and what it exports a constant. Knows the forms of import and export that
 * the page's own modules have: names in braces, from {@code './name.js'}, and exported functions, classes and constants.
 */
final class Bundle {

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import \\{([^}]*)} from '\\./([\\w-]+\\.js)';\\n", Pattern.UNICODE_CASE);
    private static final Pattern EXPORT =
            Pattern.compile("(?m)^export ((?:async )?function|class|const) (\\w+)", Pattern.UNICODE_CASE);

    private final UnaryOperator<String> modules;
    private final Map<String, String> bundled = new LinkedHashMap<>();

    private Bundle(UnaryOperator<String> modules) {
        this.modules = modules;
    }

    /**
     * Bundles a module.
     *
     * @param modules the text of a module by its name
     */
    static String of(String entry, UnaryOperator<String> modules) {
        Bundle bundle = new Bundle(modules);
        String body = bundle.linked(entry);
        return bundle.bundled.values().stream().collect(Collectors.joining("", "", body));
    }

    private void add(String name) {
        if (bundled.containsKey(name)) {
            return;
        }
        String linked = linked(name);
        Matcher exports = EXPORT.matcher(linked);
        String names = exports.results()
                .map(export -> export.group(2))
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), all -> String.join(", ", all)));
        bundled.put(
                name,
                "const " + constant(name) + " = (() => {\n"
                        + EXPORT.matcher(linked).replaceAll("$1 $2") + "return { " + names + " };\n})();\n");
    }

    /** A module that takes what it imports from the constants of other ones, which are added before it. */
    private String linked(String name) {
        return IMPORT.matcher(modules.apply(name)).replaceAll(found -> {
            add(found.group(2));
            String names = found.group(1).replace(" as ", ": ");
            return Matcher.quoteReplacement("const {" + names + "} = " + constant(found.group(2)) + ";\n");
        });
    }

    private static String constant(String name) {
        return "$" + name.replace(".js", "").replace('-', '_');
    }
}

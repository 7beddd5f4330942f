package org.mailtally.dashboard;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Strict JSON on one line (RFC 8259), written member by member. A lone surrogate is written as its escape, so that the
 * text survives UTF-8.
 */
final class JsonWriter {
    private final StringBuilder out = new StringBuilder();
    private boolean first = true;

    /** An object as the whole text. */
    static String object(Consumer<JsonWriter> members) {
        JsonWriter writer = new JsonWriter();
        writer.nest('{', members, '}');
        return writer.out.toString();
    }

    JsonWriter object(String name, Consumer<JsonWriter> members) {
        name(name);
        nest('{', members, '}');
        return this;
    }

    /** An array of objects, one for each item. */
    <T> JsonWriter objects(String name, Iterable<T> items, BiConsumer<JsonWriter, T> members) {
        return array(
                name,
                array -> items.forEach(item -> {
                    array.comma();
                    array.nest('{', each -> members.accept(each, item), '}');
                }));
    }

    JsonWriter strings(String name, Iterable<String> items) {
        return array(
                name,
                array -> items.forEach(item -> {
                    array.comma();
                    array.text(item);
                }));
    }

    /** An array of phrases, each an array of runs. */
    JsonWriter phrases(String name, Iterable<Phrase> items) {
        return array(
                name,
                array -> items.forEach(item -> {
                    array.comma();
                    array.nest('[', each -> each.runs(item), ']');
                }));
    }

    /** A phrase as an array of runs, whose member {@code strong} is there only if true. */
    JsonWriter phrase(String name, Phrase phrase) {
        return array(name, array -> array.runs(phrase));
    }

    JsonWriter string(String name, @Nullable Object value) {
        name(name);
        if (value == null) {
            out.append("null");
        } else {
            text(value.toString());
        }
        return this;
    }

    JsonWriter number(String name, @Nullable Number value) {
        name(name);
        out.append(value);
        return this;
    }

    JsonWriter bool(String name, boolean value) {
        name(name);
        out.append(value);
        return this;
    }

    private JsonWriter array(String name, Consumer<JsonWriter> items) {
        name(name);
        nest('[', items, ']');
        return this;
    }

    private void runs(Phrase phrase) {
        phrase.runs().forEach(run -> {
            comma();
            nest(
                    '{',
                    each -> {
                        each.string("text", run.text());
                        if (run.strong()) {
                            each.bool("strong", true);
                        }
                    },
                    '}');
        });
    }

    private void nest(char open, Consumer<JsonWriter> content, char close) {
        out.append(open);
        first = true;
        content.accept(this);
        out.append(close);
        first = false;
    }

    private void name(String name) {
        comma();
        text(name);
        out.append(':');
    }

    private void comma() {
        if (!first) {
            out.append(',');
        }
        first = false;
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || (Character.isSurrogate(c) && !isPaired(text, i))) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static boolean isPaired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}

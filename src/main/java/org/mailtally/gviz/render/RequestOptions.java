package org.mailtally.gviz.render;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code tqx} says: {@code key:value} pairs joined by semicolons, one more semicolon at the end allowed. Keys that
 * the protocol does not know are passed over, of a repeated key the last value counts.
 *
 * @param fault why the text is malformed, or null; the pairs that could be read are there all the same
 */
public record RequestOptions(Map<String, String> values, @Nullable String fault) {
    private static final String VERSION = "0.6";
    private static final String DEFAULT_HANDLER = "google.visualization.Query.setResponse";
    private static final Pattern HANDLER = Pattern.compile("[A-Za-z0-9_.]{1,128}");
    private static final Pattern UNSAFE_IN_FILE_NAME = Pattern.compile("[^A-Za-z0-9._-]|^\\.+");
    private static final int LONGEST_FILE_NAME = 100;

    public static RequestOptions parse(String tqx) {
        Map<String, String> values = new HashMap<>();
        String fault = null;
        if (tqx.isEmpty()) {
            return new RequestOptions(values, null);
        }
        String[] pairs = (tqx.endsWith(";") ? tqx.substring(0, tqx.length() - 1) : tqx).split(";", -1);
        for (int i = 0; i < pairs.length; i++) {
            String pair = pairs[i];
            int colon = pair.indexOf(':');
            if (colon > 0 && colon < pair.length() - 1 && colon == pair.lastIndexOf(':')) {
                values.put(pair.substring(0, colon), pair.substring(colon + 1));
            } else if (fault == null) {
                fault = "tqx must be key:value pairs joined by ';', but pair " + (i + 1) + " is not one";
            }
        }
        String version = values.getOrDefault("version", VERSION);
        if (fault == null && !version.equals(VERSION)) {
            fault = "tqx asks for another protocol version than " + VERSION + ", the one spoken here";
        }
        return new RequestOptions(values, fault);
    }

    public Output output() {
        return Output.of(values.getOrDefault("out", ""));
    }

    public @Nullable String reqId() {
        return values.get("reqId");
    }

    public @Nullable String signature() {
        return values.get("sig");
    }

    /** The function a script answer calls: the protocol's own unless the wished one is a plain dotted name. */
    public String handler() {
        String wished = values.getOrDefault("responseHandler", DEFAULT_HANDLER);
        return HANDLER.matcher(wished).matches() ? wished : DEFAULT_HANDLER;
    }

    /** The wished file name, or {@code data}, made of letters, digits, dot, underscore and hyphen. */
    public String fileName() {
        String safe = UNSAFE_IN_FILE_NAME
                .matcher(values.getOrDefault("outFileName", "data"))
                .replaceAll("_");
        return safe.substring(0, Math.min(safe.length(), LONGEST_FILE_NAME));
    }
}

package org.mailtally.time;

import java.nio.charset.StandardCharsets;

/**
 * The fields of a line of JSON that say when and where it was written: docker's {@code json-file}, the journal's export,
 * what log shippers write. Values are as they are written; nothing is unescaped. Mutable; not thread-safe.
 */
final class JsonFields {

    private final HeadBytes head = new HeadBytes();
    private final Range time = new Range();
    private final Range text = new Range();
    private final Range host = new Range();

    /** Where a value stands, without its quotes. Mutable. */
    static final class Range {
        private int from;
        private int to;

        private void clear() {
            to = from;
        }

        /** Takes a value where none was taken. */
        private void take(int newFrom, int newTo) {
            if (from == to) {
                from = newFrom;
                to = newTo;
            }
        }

        int from() {
            return from;
        }

        int to() {
            return to;
        }

        boolean isThere() {
            return to > from;
        }
    }

    /** The time that is a field of its own. */
    Range time() {
        return time;
    }

    /** The line that was wrapped. */
    Range text() {
        return text;
    }

    Range host() {
        return host;
    }

    /** Looks at the object that begins at an index; false where it does not end within the line. */
    boolean find(byte[] line, int from, int to) {
        head.take(line, to);
        time.clear();
        text.clear();
        host.clear();
        int at = behindSpace(from + 1);
        while (head.is(at, '"')) {
            int keyEnd = behindString(at);
            int colon = behindSpace(keyEnd);
            int value = behindSpace(colon + 1);
            int valueEnd = behindValue(value);
            if (!head.is(colon, ':') || head.isAny(value, ",:}]") || value >= to) {
                return false;
            }
            take(at + 1, keyEnd - 1, value, valueEnd);
            at = behindSpace(valueEnd);
            if (!head.is(at, ',')) {
                return head.is(at, '}');
            }
            at = behindSpace(at + 1);
        }
        return false;
    }

    private void take(int keyFrom, int keyTo, int from, int to) {
        boolean isString = head.is(from, '"');
        if (isString || head.isDigit(from)) {
            String key = new String(head.bytes(), keyFrom, keyTo - keyFrom, StandardCharsets.ISO_8859_1);
            int inner = isString ? 1 : 0;
            switch (key) {
                case "time", "timestamp", "@timestamp", "ts", "__REALTIME_TIMESTAMP" ->
                    time.take(from + inner, to - inner);
                case "message", "log", "msg", "MESSAGE" -> text.take(from + inner, to - inner);
                case "host", "hostname", "_HOSTNAME" -> host.take(from + inner, to - inner);
                default -> {}
            }
        }
    }

    private int behindSpace(int from) {
        int at = from;
        while (head.isBlank(at) || head.is(at, '\r')) {
            at++;
        }
        return at;
    }

    /** The index behind a string's closing quote, or the line's end. */
    private int behindString(int quote) {
        int at = quote + 1;
        while (at < head.to() && !head.is(at, '"')) {
            at += head.is(at, '\\') ? 2 : 1;
        }
        return Math.min(at + 1, head.to());
    }

    private int behindValue(int from) {
        int at = from;
        int depth = 0;
        if (head.is(at, '"')) {
            return behindString(at);
        }
        do {
            if (head.is(at, '"')) {
                at = behindString(at);
            } else if (head.isAny(at, "{[")) {
                depth++;
                at++;
            } else if (head.isAny(at, "}]")) {
                depth--;
                at++;
            } else {
                at++;
            }
        } while (at < head.to() && (depth != 0 || !head.isAny(at, ",}] \t\r")));
        return at;
    }
}

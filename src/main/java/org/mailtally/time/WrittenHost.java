package org.mailtally.time;

/**
 * The host as it is written in a line: the word behind the time, where the line's form has one.
 *
 * <p>A syslog form names a host (behind a priority as {@code <4.3>} or {@code <auth.info>} too), and so does a line of
 * JSON in the line that it wraps, or in a field; exim's main log and forms in brackets do not. A word that is a program's
 * tag, {@code -}, and a second space where the host is missing are none. A relayed host stands as it is written:
 * {@code src@host}, {@code host/host}. Reused from line to line; not thread-safe.
 */
public final class WrittenHost {

    private final WrittenTime time = new WrittenTime();
    private int start;
    private int end;

    /** Looks at the line {@code [from, to)}; false where it names no host. */
    public boolean find(byte[] bytes, int from, int to) {
        if (!time.parse(bytes, from, to)) {
            return false;
        }
        JsonFields json = time.json();
        return json == null ? findBehindTime(bytes, to) : findInside(json, bytes);
    }

    private boolean findInside(JsonFields json, byte[] bytes) {
        JsonFields.Range text = json.text();
        JsonFields.Range host = json.host();
        start = host.from();
        end = host.to();
        boolean isField = host.isThere() && next(bytes, start, end) == end && !isNil(bytes);
        boolean isInText =
                text.isThere() && time.parse(bytes, text.from(), text.to()) && findBehindTime(bytes, text.to());
        if (!isInText) {
            start = host.from();
            end = host.to();
        }
        return isInText || isField;
    }

    private boolean findBehindTime(byte[] bytes, int to) {
        if (!time.namesHost) {
            return false;
        }
        start = Math.min(next(bytes, time.end, to) + 1, to);
        if (start < to && bytes[start] == '<') {
            start = Math.min(next(bytes, start, to) + 1, to);
        }
        end = next(bytes, start, to);
        return end > start && !isNil(bytes) && !isTag(bytes);
    }

    private boolean isNil(byte[] bytes) {
        return end == start + 1 && bytes[start] == '-';
    }

    private boolean isTag(byte[] bytes) {
        return bytes[end - 1] == ':' || hasBracket(bytes);
    }

    /** The index of the host's first byte. */
    public int start() {
        return start;
    }

    /** The index behind the host's last byte. */
    public int end() {
        return end;
    }

    private boolean hasBracket(byte[] bytes) {
        int at = start;
        while (at < end && bytes[at] != '[') {
            at++;
        }
        return at < end;
    }

    /** The index of the next space or tab, or where there is none {@code to}. */
    private static int next(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ' ' && bytes[at] != '\t') {
            at++;
        }
        return at;
    }
}

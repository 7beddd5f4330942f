package org.mailtally.log;

/**
 * The host as it is written in a line: the word behind the time, where the line's form has one.
 *
 * <p>RFC 3164 (behind a priority as {@code <4.3>} or {@code <auth.info>} too), RFC 3339 and RFC 5424 name a host; exim's
 * main log does not. A word that is a program's tag, {@code -}, and a second space where the host is missing are none. A
 * relayed host stands as it is written: {@code src@host}, {@code host/host}. Reused from line to line; not thread-safe.
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
        boolean yearless = time.year == WrittenTime.NO_YEAR;
        if (!yearless && bytes[time.minuteEnd - "T00:00".length()] == ' ') {
            return false;
        }
        int space = next((byte) ' ', bytes, yearless ? time.minuteEnd : time.zoneEnd, to);
        start = Math.min(space + 1, to);
        if (start < to && bytes[start] == '<') {
            start = Math.min(next((byte) ' ', bytes, start, to) + 1, to);
        }
        end = next((byte) ' ', bytes, start, to);
        return end > start && !isNil(bytes) && !isTag(bytes);
    }

    private boolean isNil(byte[] bytes) {
        return end == start + 1 && bytes[start] == '-';
    }

    private boolean isTag(byte[] bytes) {
        return bytes[end - 1] == ':' || next((byte) '[', bytes, start, end) < end;
    }

    /** The index of the host's first byte. */
    public int start() {
        return start;
    }

    /** The index behind the host's last byte. */
    public int end() {
        return end;
    }

    private static int next(byte wanted, byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }
}

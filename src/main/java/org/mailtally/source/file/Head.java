package org.mailtally.source.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.mailtally.source.LineEnds;
import org.mailtally.source.LogId;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.Hashes;

/**
 * The beginning of a file: its first eight lines, or as many as there are, within its first 64 KiB.
 *
 * <p>Where the eighth line does not end within 64 KiB, the last mark stands at 64 KiB: so a beginning is read in bounded
 * time, whatever a file holds.
 *
 * <p>A file that begins with 64 KiB of NULs, as copytruncate leaves it to a writer without O_APPEND, has its beginning
 * behind the last of them: nothing else tells such files apart.
 */
final class Head {

    /** The bytes of a beginning that are looked at. */
    static final int LONGEST = 1 << 16;

    private static final int MARKS = 8;
    private static final int FIRST_READ = 1 << 13;
    private static final int SHOWN_CHARACTERS = 40;

    /** Control characters, and those that turn or hide text. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final long start;
    private final byte[] bytes;
    private final int[] ends;
    private final boolean complete;

    private Head(long start, byte[] bytes, int[] ends, boolean complete) {
        this.start = start;
        this.bytes = bytes;
        this.ends = ends;
        this.complete = complete;
    }

    /**
     * The beginning that starts at a byte.
     *
     * @param start the first byte that is looked at
     */
    static Head read(Content content, long start) throws IOException {
        byte[] bytes = new byte[FIRST_READ];
        int length = content.read(start, bytes, 0, bytes.length);
        int[] ends = ends(bytes, length);
        if (ends.length < MARKS && length == FIRST_READ) {
            bytes = Arrays.copyOf(bytes, LONGEST);
            length += content.read(start + length, bytes, length, LONGEST - length);
            ends = ends(bytes, length);
        }
        boolean full = ends.length < MARKS && length == LONGEST;
        if (full) {
            ends = Arrays.copyOf(ends, ends.length + 1);
            ends[ends.length - 1] = LONGEST;
        }
        int end = ends.length == 0 ? 0 : ends[ends.length - 1];
        return new Head(start, Arrays.copyOf(bytes, end), ends, full || ends.length == MARKS);
    }

    /** Whether it is 64 KiB of NULs, which say nothing of the log. */
    boolean isOfNuls() {
        return bytes.length == LONGEST && Nuls.are(bytes, 0, LONGEST);
    }

    private static int[] ends(byte[] bytes, int length) {
        int[] ends = new int[MARKS];
        int found = 0;
        for (int at = 0; found < MARKS; found++) {
            int end = LineEnds.next(bytes, at, length);
            if (end == length) {
                break;
            }
            at = end + 1;
            ends[found] = at;
        }
        return Arrays.copyOf(ends, found);
    }

    /** The number of marks that this beginning has so far; 0 while its first line is not whole. */
    int marks() {
        return ends.length;
    }

    /** Whether no further mark can come, however the file grows. */
    boolean isComplete() {
        return complete;
    }

    /** Where the first line begins: 0, or behind the NULs that the file begins with. */
    long start() {
        return start;
    }

    /** The offset behind the last mark; a cut first line has none behind which a line begins. */
    long end() {
        return start + bytes.length;
    }

    /** The bytes from the start up to the last mark. */
    byte[] bytes() {
        return bytes;
    }

    String hash(int mark) {
        return Hashes.of(bytes, 0, ends[mark - 1]);
    }

    /** The id of the log of a source that begins as this does up to a mark; positions in it count the NULs before. */
    LogId id(String source, int mark) {
        String name = start == 0 ? source : source + " " + start;
        return new LogId(Hashes.of(name, bytes, 0, ends[mark - 1]));
    }

    /** How the first line begins, to be shown: short, since what else is in a line may be private. */
    String shown() {
        int end = LineEnds.next(bytes, 0, bytes.length);
        int length = Math.min(end, SHOWN_CHARACTERS * 4);
        String text = UNSAFE.matcher(new String(bytes, 0, length, StandardCharsets.UTF_8))
                .replaceAll("\ufffd");
        boolean isWhole = length == end && text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS;
        return isWhole
                ? text
                : text.codePoints()
                        .limit(SHOWN_CHARACTERS)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .append('\u2026')
                        .toString();
    }

    /** Whether the content still begins so. */
    boolean stillBegins(Content content) throws IOException {
        byte[] now = new byte[bytes.length];
        return content.read(start, now, 0, now.length) == now.length && Arrays.equals(now, bytes);
    }
}

package org.mailtally.verify.logs;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** How a file begins: the ends of its first eight lines within 64 KiB, from which follows which log it is. */
final class Beginning {

    private static final int LONGEST = 1 << 16;
    private static final int MARKS = 8;
    private static final int HASH_BYTES = 16;

    private final long nuls;
    private final byte[] bytes;
    private final List<Integer> ends = new ArrayList<>();

    /** @param nuls the NULs of a head of NULs, before the bytes */
    private Beginning(long nuls, byte[] bytes) {
        this.nuls = nuls;
        this.bytes = bytes;
        for (int at = 0; at < bytes.length && ends.size() < MARKS; at++) {
            if (bytes[at] == '\n') {
                ends.add(at + 1);
            }
        }
        if (ends.size() < MARKS && bytes.length == LONGEST) {
            ends.add(LONGEST);
        }
    }

    static Beginning of(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST);
        return isOfNuls(bytes) ? behindNuls(in) : new Beginning(0, bytes);
    }

    /** Whether a file that begins with these bytes begins with NULs that say nothing of the log. */
    static boolean isOfNuls(byte[] bytes) {
        return bytes.length == LONGEST && Arrays.equals(bytes, new byte[LONGEST]);
    }

    private static Beginning behindNuls(InputStream in) throws IOException {
        BufferedInputStream rest = new BufferedInputStream(in, LONGEST);
        long nuls = LONGEST;
        rest.mark(1);
        while (rest.read() == 0) {
            nuls++;
            rest.mark(1);
        }
        rest.reset();
        return new Beginning(nuls, rest.readNBytes(LONGEST));
    }

    /**
     * The claim that settles which log this is: the first mark of the log that no stored mark parts it from.
     *
     * @param marks the stored mark of an id, null where there is none
     * @return null where the log is not known
     */
    @Nullable
    Document claim(String source, Function<String, @Nullable Document> marks) {
        int first = 1;
        for (int line = 1; line <= ends.size(); line++) {
            Document mark = marks.apply(markId(source, first, line));
            if (mark != null && !hash(line).equals(mark.getString("hash"))) {
                first = line;
                mark = marks.apply(markId(source, first, line));
            }
            if (mark == null) {
                break;
            }
        }
        return ends.isEmpty() ? null : marks.apply(markId(source, first, first));
    }

    private String markId(String source, int first, int line) {
        String before = line == 1 ? "" : hash(line - 1);
        return (log(source, first) + " " + line + " " + before).strip();
    }

    private String log(String source, int line) {
        MessageDigest digest = sha256();
        String name = nuls == 0 ? source : source + " " + nuls;
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(bytes, 0, ends.get(line - 1));
        return hex(digest);
    }

    private String hash(int line) {
        MessageDigest digest = sha256();
        digest.update(bytes, 0, ends.get(line - 1));
        return hex(digest);
    }

    /** The log that a mark belongs to. */
    static String logOf(Document mark) {
        return mark.getString("_id").split(" ")[0];
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), HASH_BYTES));
    }
}

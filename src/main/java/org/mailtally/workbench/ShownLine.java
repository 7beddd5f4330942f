package org.mailtally.workbench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LineMarks;

/**
 * A line to be shown, cut into parts by what was found in it.
 *
 * @param matched how the pattern fared with it
 * @param parts the line from its start to its end, or to where it was cut
 * @param cut whether the line goes on
 */
public record ShownLine(Matched matched, List<Part> parts, boolean cut) {

    /** How a pattern fared with a line. */
    public enum Matched {
        MATCH,
        /** It holds a literal that the pattern requires, but does not match. */
        NEAR_MISS,
        OTHER
    }

    /** What a part of a line is. */
    public enum Kind {
        PLAIN,
        MATCH,
        GROUP,
        LITERAL
    }

    /** A part of a line; bytes that are no UTF-8 are shown as the replacement character. */
    public record Part(Kind kind, String text) {}

    /** The bytes of a line that are shown. */
    static final int LONGEST = 2_000;

    static ShownLine matching(byte[] line, LineMarks.Match match) {
        Cutting cutting = new Cutting(line);
        cutting.upTo(match.start(), Kind.PLAIN);
        for (LineMarks.Group group : match.groups()) {
            if (group.start() >= cutting.at) {
                cutting.upTo(group.start(), Kind.MATCH);
                cutting.upTo(group.end(), Kind.GROUP);
            }
        }
        cutting.upTo(Math.max(cutting.at, match.end()), Kind.MATCH);
        return cutting.end(Matched.MATCH);
    }

    /** @param literal what the line holds of what the pattern requires; null for nothing */
    static ShownLine missed(byte[] line, @Nullable String literal) {
        Cutting cutting = new Cutting(line);
        String text = new String(line, StandardCharsets.ISO_8859_1);
        int found = literal == null ? -1 : text.indexOf(literal);
        if (literal != null && found >= 0) {
            cutting.upTo(found, Kind.PLAIN);
            cutting.upTo(found + literal.length(), Kind.LITERAL);
        }
        return cutting.end(literal == null ? Matched.OTHER : Matched.NEAR_MISS);
    }

    /** The cutting of one line, from its start on. */
    private static final class Cutting {
        private final byte[] line;
        private final int end;
        private final List<Part> parts = new ArrayList<>();
        private int at;

        Cutting(byte[] line) {
            this.line = line;
            this.end = Math.min(line.length, LONGEST);
        }

        void upTo(int index, Kind kind) {
            int to = Math.min(index, end);
            if (to > at) {
                parts.add(new Part(kind, new String(line, at, to - at, StandardCharsets.UTF_8)));
                at = to;
            }
        }

        ShownLine end(Matched matched) {
            upTo(end, Kind.PLAIN);
            return new ShownLine(matched, List.copyOf(parts), end < line.length);
        }
    }
}

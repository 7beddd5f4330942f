package org.mailtally.pattern;

import java.util.Arrays;
import java.util.List;

/** The search for the literals of one pattern, one after the other: for literals too short to share a pass. */
final class ShortLiterals {

    private final LineMatcher matcher;
    private final ByteSearch[] searches;

    ShortLiterals(LineMatcher matcher, List<String> texts) {
        this.matcher = matcher;
        this.searches = texts.stream().map(ByteSearch::new).toArray(ByteSearch[]::new);
    }

    /** Gives the matcher the lines that hold one. */
    void search(byte[] bytes, int length) {
        int[] next = new int[searches.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = searches[i].next(bytes, 0, length);
        }
        for (int hit; (hit = Arrays.stream(next).min().orElse(length)) < length; ) {
            matcher.take(Lines.start(bytes, hit));
            int behind = Math.min(Lines.end(bytes, hit, length) + 1, length);
            for (int i = 0; i < next.length; i++) {
                if (next[i] < behind) {
                    next[i] = searches[i].next(bytes, behind, length);
                }
            }
        }
    }
}

package org.mailtally.workbench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LineMarks;
import org.mailtally.pattern.LineMatcher;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.Block;
import org.mailtally.workbench.ShownLine.Matched;

/**
 * The newest lines of each kind: matches wherever they are, others among the last lines of each block. Not thread-safe.
 */
final class NewestLines {

    /** The lines of each kind that are shown. */
    static final int MOST = 40;

    private static final int SEARCHED_BYTES = 1 << 16;

    private final LineMarks marks;
    private final List<String> literals;
    private final Map<Matched, Deque<Found>> ofPiece = new EnumMap<>(Matched.class);
    private final List<Found> found = new ArrayList<>();

    /** A line, with the start of its window and the offset in its log, by which it is put in order. */
    private record Found(long window, long offset, ShownLine line) {}

    NewestLines(LinePattern pattern) {
        this.marks = pattern.marks();
        this.literals = pattern.literals();
    }

    /** Takes the lines of a block that was searched. */
    void add(Block block, LineMatcher searched) {
        for (int match = Math.max(0, searched.count() - MOST); match < searched.count(); match++) {
            byte[] line = line(block, searched.lineStart(match));
            LineMarks.Match marked = marks.find(line);
            if (marked != null) {
                keep(block, searched.lineStart(match), ShownLine.matching(line, marked));
            }
        }
        int match = searched.count();
        int end = block.length();
        int least = Math.max(0, end - SEARCHED_BYTES);
        Deque<Integer> missed = new ArrayDeque<>();
        while (end > least) {
            int start = startOf(block.bytes(), end - 1);
            while (match > 0 && searched.lineStart(match - 1) > start) {
                match--;
            }
            boolean matches = match > 0 && searched.lineStart(match - 1) == start;
            if (!matches && start >= least) {
                missed.addFirst(start);
            }
            end = start;
        }
        for (int start : missed) {
            byte[] line = line(block, start);
            keep(block, start, ShownLine.missed(line, literalOf(line)));
        }
    }

    private void keep(Block block, int start, ShownLine line) {
        int run = 0;
        while (block.runEnd(run) <= start) {
            run++;
        }
        Deque<Found> lines = ofPiece.computeIfAbsent(line.matched(), kind -> new ArrayDeque<>());
        if (lines.size() == MOST) {
            lines.removeFirst();
        }
        lines.addLast(new Found(block.runWindow(run), block.offset() + start, line));
    }

    private @Nullable String literalOf(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        return literals.stream().filter(text::contains).findFirst().orElse(null);
    }

    /** A piece ended. */
    void end() {
        ofPiece.values().forEach(found::addAll);
        ofPiece.clear();
    }

    /** The newest lines of all logs, the newest first; of each kind up to {@link #MOST}. */
    List<ShownLine> lines() {
        Map<Matched, Integer> taken = new EnumMap<>(Matched.class);
        return found.stream()
                .sorted(Comparator.comparingLong(Found::window)
                        .thenComparingLong(Found::offset)
                        .reversed())
                .map(Found::line)
                .filter(line -> taken.merge(line.matched(), 1, Integer::sum) <= MOST)
                .toList();
    }

    static byte[] line(Block block, int start) {
        int end = start;
        byte[] bytes = block.bytes();
        while (end < block.length() && bytes[end] != '\n') {
            end++;
        }
        if (end > start && bytes[end - 1] == '\r') {
            end--;
        }
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** The start of the line whose end, or last byte, is at an index. */
    private static int startOf(byte[] bytes, int end) {
        int start = end;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }
}

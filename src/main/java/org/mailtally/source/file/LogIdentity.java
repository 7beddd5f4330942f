package org.mailtally.source.file;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.mailtally.source.LogId;

/**
 * Which log a file is, as far as is settled: by its first line, or, where logs begin alike, by its first lines up to the
 * first mark at which they part. Not thread-safe.
 */
final class LogIdentity {

    private final Head head;
    private final String source;
    private int firstMark = 1;
    private OptionalLong firstTime = OptionalLong.empty();

    LogIdentity(Head head, String source) {
        this.head = head;
        this.source = source;
    }

    /** The number of the mark that made the log's id. */
    int firstMark() {
        return firstMark;
    }

    /** The minute of the log's first dated line, in epoch seconds. Only where it is settled. */
    long firstTime() {
        return firstTime.orElseThrow();
    }

    LogId id() {
        return head.id(source, firstMark);
    }

    /** The marks of this log's beginning; the first of them holds the log's first time. */
    List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        for (int mark = firstMark; mark <= head.marks(); mark++) {
            String before = mark == 1 ? "" : head.hash(mark - 1);
            marks.add(new Mark(id(), mark, before, head.hash(mark)));
        }
        return marks;
    }

    /** This file differs from the log of that id at a mark: it is another log, which begins as this file does up to it. */
    void parts(Mark mark) {
        firstMark = mark.line();
    }

    /** All marks are claimed, and the log's first dated line is of this minute, in epoch seconds. */
    void settle(long firstMinute) {
        firstTime = OptionalLong.of(firstMinute);
    }

    boolean isSettled() {
        return firstTime.isPresent();
    }
}

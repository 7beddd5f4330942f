package org.mailtally.check;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What was counted for a check.
 *
 * @param tracker the tracker's name
 * @param minutes how many of the last minutes were requested
 * @param messages how many lines the tracker matched in them
 * @param linesRead how many lines of any kind were read in them, empty where that is not to be said
 * @param remarks what else a person on call should know, each a phrase that begins small and has no full stop
 */
public record Counted(String tracker, int minutes, long messages, OptionalLong linesRead, List<String> remarks) {

    public Counted {
        remarks = List.copyOf(remarks);
    }

    /** A count about which there is nothing more to say. */
    public static Counted of(String tracker, int minutes, long messages) {
        return new Counted(tracker, minutes, messages, OptionalLong.empty(), List.of());
    }

    /** The same, with how many lines of any kind were read in that time. */
    public Counted withLinesRead(long lines) {
        return new Counted(tracker, minutes, messages, OptionalLong.of(lines), remarks);
    }

    /** The same, with how many of the minutes nobody read; with 0 nothing is said. */
    public Counted withUnreadMinutes(int unread) {
        return unread == 0
                ? this
                : withRemark(unread + " of " + minutes + " minutes " + (unread == 1 ? "was" : "were") + " not read");
    }

    /** The same, with a further remark. */
    public Counted withRemark(String remark) {
        return new Counted(
                tracker,
                minutes,
                messages,
                linesRead,
                Stream.concat(remarks.stream(), Stream.of(remark)).toList());
    }

    /** The count as a person reads it, such as {@code 1284 messages in the last 60 minutes (12,431 lines read)}. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(messages).append(messages == 1 ? " message" : " messages");
        text.append(" in the last ").append(minutes == 1 ? "minute" : minutes + " minutes");
        linesRead.ifPresent(lines ->
                text.append(String.format(Locale.ROOT, " (%,d %s read)", lines, lines == 1 ? "line" : "lines")));
        remarks.forEach(remark -> text.append(", ").append(remark));
        return text.toString();
    }
}

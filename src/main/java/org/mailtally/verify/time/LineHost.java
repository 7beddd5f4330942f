package org.mailtally.verify.time;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a line names its host: by the rules of {@code org.mailtally.time.WrittenHost}, found in another way.
 *
 * @param start the index of its first character
 * @param end the index behind its last one
 */
public record LineHost(int start, int end) {

    private static final Pattern BEHIND_TIME = Pattern.compile("[^ \\t]*[ \\t](?:<[^ \\t]*[ \\t]|(?!<))([^ \\t]+)");
    private static final Pattern NO_HOST = Pattern.compile("-|.*:|.*\\[.*");
    private static final Pattern NO_WORD = Pattern.compile("-|.*[ \\t].*");

    /** The host of a line; null where it names none. */
    public static @Nullable LineHost of(String line) {
        int object = HeadForms.object(line);
        if (object < 0) {
            return behindTime(line, 0);
        }
        JsonLine json = JsonLine.of(line, object);
        if (json == null || json.head() == null) {
            return null;
        }
        LineHost inside = json.text() == null ? null : behindTime(json.text(), json.textStart());
        String field = json.host();
        boolean isWord = field != null && !NO_WORD.matcher(field).matches();
        return inside == null && field != null && isWord
                ? new LineHost(json.hostStart(), json.hostStart() + field.length())
                : inside;
    }

    /** The host behind the time of a text that begins at an index of the line. */
    private static @Nullable LineHost behindTime(String text, int at) {
        WrittenHead head = HeadForms.of(text);
        if (head == null || !head.namesHost()) {
            return null;
        }
        Matcher behind = BEHIND_TIME.matcher(text).region(head.end(), text.length());
        boolean isHost = behind.lookingAt() && !NO_HOST.matcher(behind.group(1)).matches();
        return isHost ? new LineHost(at + behind.start(1), at + behind.end(1)) : null;
    }
}

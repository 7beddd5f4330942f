package org.mailtally.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of a pattern's named groups, in the order they are written; java.util.regex tells them from version 20 on. */
final class GroupNames {

    private static final Pattern WRITTEN = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

    private GroupNames() {}

    static List<String> of(Pattern pattern) {
        List<String> names = new ArrayList<>();
        Matcher written = WRITTEN.matcher(pattern.pattern());
        while (written.find()) {
            String name = written.group(1);
            if (!names.contains(name) && isGroup(pattern, name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Whether what looks like a group is one, and no part of a class or a quotation. */
    private static boolean isGroup(Pattern pattern, String name) {
        Matcher matching =
                Pattern.compile("|" + pattern.pattern(), pattern.flags()).matcher("");
        try {
            return matching.find() && matching.start(name) < 0;
        } catch (IllegalArgumentException noSuchGroup) {
            return false;
        }
    }
}

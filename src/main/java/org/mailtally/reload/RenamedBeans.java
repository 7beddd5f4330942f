package org.mailtally.reload;

import java.util.Map;
import java.util.Optional;

/** What became of beans and methods that routes named once, for the remedy where an edited route still does. */
final class RenamedBeans {

    private static final String ROWS =
            "rows go one way: split  batches(${body})  of mailtally.rows, as routes/store-counts does";

    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("mailtally.logs", "it is mailtally.files now"),
            Map.entry(
                    "mailtally.archives", "leave the step out:  open  of mailtally.files passes over counted archives"),
            Map.entry("mailtally.row-indexes", "leave the step out: the route write makes the indexes"),
            Map.entry("mailtally.row-threads", "leave the step out: rows are written in the thread that counts"),
            Map.entry("mailtally.logs openIfReadable", "it is  open(${body})  of mailtally.files now"),
            Map.entry("mailtally.openings of", "it is  open(${body})  of mailtally.files now"),
            Map.entry("mailtally.openings open", "it is  open(${body})  of mailtally.files now"),
            Map.entry("mailtally.openings stretches", "it is  portions(${variable.opening})  now"),
            Map.entry("mailtally.trackers tally", "it is two steps now:  filter  and  aggregate"),
            Map.entry("mailtally.rows inserts", ROWS),
            Map.entry("mailtally.rows lanes", ROWS),
            Map.entry("mailtally.rows left", ROWS),
            Map.entry("mailtally.data-source ask", "it is  parse  now"),
            Map.entry("mailtally.check ask", "it is  parse  now"),
            Map.entry("mailtally.health ask", "it is  parse  now"));

    private RenamedBeans() {}

    /** What to do about a bean that is no more; empty where there never was one of that name. */
    static Optional<String> bean(String name) {
        return Optional.ofNullable(REMEDIES.get(name));
    }

    /** What to do about a method that is no more. */
    static Optional<String> method(String bean, String method) {
        return Optional.ofNullable(REMEDIES.get(bean + " " + method));
    }
}

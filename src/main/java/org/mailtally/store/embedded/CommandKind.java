package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a command does to the store. */
enum CommandKind {
    /** Answers without the store, also while a long write holds it, so that clients do not think the server is gone. */
    GREETING,
    READ,
    /** Writes, or is not known to leave the store as it is. */
    WRITE;

    private static final Set<String> GREETINGS =
            Set.of("hello", "ismaster", "ping", "buildinfo", "whatsmyuri", "serverstatus", "hostinfo");
    private static final Set<String> READS = Set.of(
            "find",
            "getmore",
            "killcursors",
            "count",
            "distinct",
            "listdatabases",
            "listcollections",
            "listindexes",
            "dbstats",
            "collstats",
            "validate",
            "getlasterror",
            "getlog",
            "getcmdlineopts",
            "connectionstatus",
            "endsessions");

    static CommandKind of(String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        if (GREETINGS.contains(name)) {
            return GREETING;
        }
        boolean reads = READS.contains(name) || (name.equals("aggregate") && !writes(query.get("pipeline")));
        return reads ? READ : WRITE;
    }

    private static boolean writes(@Nullable Object pipeline) {
        return pipeline instanceof List<?> stages
                && stages.stream()
                        .anyMatch(stage -> stage instanceof Document document
                                && (document.containsKey("$out") || document.containsKey("$merge")));
    }
}

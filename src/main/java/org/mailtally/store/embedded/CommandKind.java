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
    WRITE,
    /** Is none that the engine has. */
    UNKNOWN;

    private static final Set<String> GREETINGS =
            Set.of("hello", "ismaster", "ping", "buildinfo", "whatsmyuri", "serverstatus", "hostinfo");
    private static final Set<String> READS = Set.of(
            "find",
            "explain",
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
            "reseterror",
            "getlog",
            "getcmdlineopts",
            "getfreemonitoringstatus",
            "replsetgetstatus",
            "connectionstatus",
            "endsessions");
    private static final Set<String> WRITES = Set.of(
            "insert",
            "update",
            "delete",
            "findandmodify",
            "create",
            "createindexes",
            "drop",
            "dropindexes",
            "dropdatabase",
            "renamecollection");
    /** Those that only the database admin has. */
    private static final Set<String> OF_ADMIN = Set.of(
            "listdatabases",
            "replsetgetstatus",
            "getlog",
            "renamecollection",
            "connectionstatus",
            "getcmdlineopts",
            "getfreemonitoringstatus",
            "endsessions");

    static boolean isGreeting(String name) {
        return GREETINGS.contains(name);
    }

    static CommandKind of(String command, String database, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        if (isGreeting(name)) {
            return GREETING;
        }
        if (OF_ADMIN.contains(name) && !database.equals("admin")) {
            return UNKNOWN;
        }
        if (name.equals("aggregate")) {
            return writes(query.get("pipeline")) ? WRITE : READ;
        }
        return READS.contains(name) ? READ : WRITES.contains(name) ? WRITE : UNKNOWN;
    }

    private static boolean writes(@Nullable Object pipeline) {
        return pipeline instanceof List<?> stages
                && stages.stream()
                        .anyMatch(stage -> stage instanceof Document document
                                && (document.containsKey("$out") || document.containsKey("$merge")));
    }
}

package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The check of what writing commands write to. The engine keeps its own catalogue in collections, and reads it when the store is
 * opened: an entry that it cannot read would keep the store from being opened ever again.
 */
final class TargetCheck {
    private static final int BAD_VALUE = 2;
    private static final int INVALID_NAMESPACE = 73;
    private static final String SYSTEM = "system.";

    private TargetCheck() {}

    /** @throws MongoServerError where a command would write into the catalogue, or put there what cannot be read */
    static void check(String name, Document command) {
        String writing = name.toLowerCase(Locale.ROOT);
        Stream<@Nullable Object> targets =
                switch (writing) {
                    case "renamecollection" ->
                        Stream.of(command.get(name), command.get("to")).map(TargetCheck::withoutDatabase);
                    case "aggregate" -> outputs(command.get("pipeline"));
                    case "update" -> Stream.of(); // the engine refuses it by itself
                    default -> Stream.of(command.get(name));
                };
        if (targets.anyMatch(target -> target instanceof String text && text.startsWith(SYSTEM))) {
            throw new MongoServerError(
                    INVALID_NAMESPACE, "InvalidNamespace", "cannot write to system collections: " + writing);
        }
        if (writing.equals("createindexes")) {
            checkIndexes(command.get("indexes"));
        }
    }

    private static @Nullable Object withoutDatabase(@Nullable Object namespace) {
        return namespace instanceof String text ? text.substring(text.indexOf('.') + 1) : namespace;
    }

    private static Stream<@Nullable Object> outputs(@Nullable Object pipeline) {
        return pipeline instanceof List<?> stages
                ? stages.stream().flatMap(stage -> stage instanceof Document document ? output(document) : Stream.of())
                : Stream.of();
    }

    private static Stream<@Nullable Object> output(Document stage) {
        Object into = stage.get("$merge") instanceof Document merge ? merge.get("into") : stage.get("$merge");
        return Stream.of(stage.get("$out"), into)
                .map(target -> target instanceof Document document ? document.get("coll") : target);
    }

    private static void checkIndexes(@Nullable Object indexes) {
        boolean sound = indexes instanceof List<?> list
                && list.stream()
                        .allMatch(index -> index instanceof Document document
                                && document.get("name") instanceof String name
                                && !name.isBlank()
                                && document.get("key") instanceof Document key
                                && !key.isEmpty());
        if (!sound) {
            throw new MongoServerError(BAD_VALUE, "BadValue", "each index needs a name and a key");
        }
    }
}

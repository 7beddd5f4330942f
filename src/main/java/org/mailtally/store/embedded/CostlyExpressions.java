package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of aggregations by which one document takes any amount of time or memory: arrays made of numbers, and loops
 * within loops. Within one document nothing can be broken off.
 */
final class CostlyExpressions {
    private static final int BAD_VALUE = 2;
    private static final Set<String> LOOPS = Set.of("$map", "$filter", "$reduce");

    private CostlyExpressions() {}

    /** @throws MongoServerError where a command has one */
    static void refuseIn(Document command) {
        refuseIn(command, false);
    }

    private static void refuseIn(@Nullable Object part, boolean inLoop) {
        if (part instanceof List<?> parts) {
            parts.forEach(each -> refuseIn(each, inLoop));
        } else if (part instanceof Document document) {
            for (Map.Entry<String, Object> field : document.entrySet()) {
                boolean isLoop = LOOPS.contains(field.getKey());
                if (isLoop && inLoop) {
                    throw refused(field.getKey() + " within a loop");
                }
                if (field.getKey().equals("$range")) {
                    throw refused("$range");
                }
                refuseIn(field.getValue(), inLoop || isLoop);
            }
        }
    }

    private static MongoServerError refused(String what) {
        return new MongoServerError(
                BAD_VALUE,
                "BadValue",
                what + " is not done by the embedded store, for nothing bounds its time and memory");
    }
}

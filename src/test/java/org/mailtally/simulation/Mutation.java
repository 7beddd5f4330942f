package org.mailtally.simulation;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.file.Mark;
import org.mailtally.source.file.OpenLog;

/** A way in which the flow of a process could be wrong; by default it is right. One process has one of its own. */
class Mutation {

    /** Whether checkpoints are raised before the rows. */
    boolean raisesCheckpointsFirst() {
        return false;
    }

    /** Whether every look into the folder is taken for one at which all was read. */
    boolean writesZerosUnasked() {
        return false;
    }

    /** What a process gets to see of the store. */
    List<Document> answer(@Nullable OpenLog log, String collection, Document query, SimulatedStore store) {
        return store.find(collection, query);
    }

    /** What becomes of a write; true where the process is told that it inserted a document. */
    boolean write(@Nullable OpenLog log, String collection, WriteModel<Document> write, SimulatedStore store) {
        return store.write(collection, write);
    }

    /** Copies of rows, in which a field has another value where there is one. */
    private static List<Document> changed(List<Document> stored, String field, Object value) {
        List<Document> changed = new ArrayList<>();
        for (Document document : stored) {
            Document copy = new Document(document);
            if (copy.containsKey("msg_count")) {
                copy.replace(field, value);
            }
            changed.add(copy);
        }
        return changed;
    }

    /** Lines below a row's position are counted into it again. */
    static final class WithoutPositionGuard extends Mutation {
        @Override
        List<Document> answer(@Nullable OpenLog log, String collection, Document query, SimulatedStore store) {
            return changed(super.answer(log, collection, query, store), "position", 0L);
        }
    }

    /** Which by-values came first is taken from the task alone, not from the rows below it. */
    static final class ForgottenValues extends Mutation {
        @Override
        List<Document> answer(@Nullable OpenLog log, String collection, Document query, SimulatedStore store) {
            return changed(super.answer(log, collection, query, store), "first", Long.MAX_VALUE);
        }
    }

    /** All stored by-values are taken for earlier ones, also those of another process that is ahead. */
    static final class ValuesOfTheOneAhead extends Mutation {
        @Override
        List<Document> answer(@Nullable OpenLog log, String collection, Document query, SimulatedStore store) {
            return changed(super.answer(log, collection, query, store), "first", 0L);
        }
    }

    /** Checkpoints are raised before the rows. */
    static final class CheckpointsFirst extends Mutation {
        @Override
        boolean raisesCheckpointsFirst() {
            return true;
        }
    }

    /** A window that passes without a line counts 0, whether the logs could be read or not. */
    static final class ZerosUnasked extends Mutation {
        @Override
        boolean writesZerosUnasked() {
            return true;
        }
    }

    /** Rows that were read once are not read again, but kept as this process wrote them. */
    static final class CachedRows extends Mutation {
        private final SimulatedStore cache = new SimulatedStore();

        @Override
        List<Document> answer(@Nullable OpenLog log, String collection, Document query, SimulatedStore store) {
            List<Document> stored = super.answer(log, collection, query, store);
            if (!stored.isEmpty() && !stored.get(0).containsKey("msg_count")) {
                return stored;
            }
            List<Document> known = new ArrayList<>();
            for (Document document : stored) {
                List<Document> kept = cache.find(collection, one(document.getString("_id")));
                known.add(kept.isEmpty() ? document : kept.get(0));
                if (kept.isEmpty()) {
                    cache.keep(collection, document);
                }
            }
            return known;
        }

        @Override
        boolean write(@Nullable OpenLog log, String collection, WriteModel<Document> write, SimulatedStore store) {
            boolean inserted = super.write(log, collection, write, store);
            Document filter = (Document) ((UpdateOneModel<Document>) write).getFilter();
            if (filter.containsKey("reading")) {
                cache.write(collection, write);
            }
            return inserted;
        }

        private static Document one(String id) {
            return new Document("_id", new Document("$in", List.of(id)));
        }
    }

    /** A later reading of the same definition as the one before is not seen: nobody takes a recount up. */
    static final class DeafToRecounts extends Mutation {
        @Override
        List<Document> answer(@Nullable OpenLog log, String collection, Document query, SimulatedStore store) {
            List<Document> stored = super.answer(log, collection, query, store);
            if (!collection.equals("mail_readings") || !query.containsKey("tracker")) {
                return stored;
            }
            List<Document> seen = new ArrayList<>();
            Map<String, String> last = new HashMap<>();
            for (Document claim : stored) {
                String definition = claim.getString("definition");
                if (!definition.equals(last.put(claim.getString("tracker"), definition))) {
                    seen.add(claim);
                }
            }
            return seen;
        }
    }

    /** Rows that would count 0 are not written. */
    static final class WithoutZeros extends Mutation {
        @Override
        boolean write(@Nullable OpenLog log, String collection, WriteModel<Document> write, SimulatedStore store) {
            boolean isZero = Stream.of("$max", "$setOnInsert")
                    .map(operator -> change(write).get(operator, new Document()).get("msg_count"))
                    .anyMatch(count -> count instanceof Number number && number.longValue() == 0);
            return isZero || super.write(log, collection, write, store);
        }
    }

    /** A row is raised, whichever reading it is of meanwhile. */
    static final class AnyReading extends Mutation {
        @Override
        boolean write(@Nullable OpenLog log, String collection, WriteModel<Document> write, SimulatedStore store) {
            UpdateOneModel<Document> update = (UpdateOneModel<Document>) write;
            Document filter = new Document((Document) update.getFilter());
            Document change = new Document(change(write));
            if (filter.get("reading") instanceof String reading) {
                filter.remove("reading");
                change.append(
                        "$setOnInsert",
                        new Document(change.get("$setOnInsert", Document.class)).append("reading", reading));
            }
            return super.write(log, collection, new UpdateOneModel<>(filter, change, update.getOptions()), store);
        }
    }

    /** How often a log was rewritten is what a process has seen itself: nobody else is told. */
    static final class UnclaimedRewritings extends Mutation {
        private final SimulatedStore own = new SimulatedStore();

        @Override
        List<Document> answer(@Nullable OpenLog log, String collection, Document query, SimulatedStore store) {
            List<Document> answer = new ArrayList<>(super.answer(log, collection, query, store));
            answer.addAll(own.find(collection, query));
            return answer;
        }

        @Override
        boolean write(@Nullable OpenLog log, String collection, WriteModel<Document> write, SimulatedStore store) {
            boolean isRewriting =
                    change(write).get("$setOnInsert", new Document()).containsKey("position");
            return super.write(log, collection, write, isRewriting ? own : store);
        }
    }

    /** The time in question begins when the file was missed, not when all of it had last been read. */
    static final class GapsThatBeginTooLate extends Mutation {
        @Override
        boolean write(@Nullable OpenLog log, String collection, WriteModel<Document> write, SimulatedStore store) {
            UpdateOneModel<Document> update = (UpdateOneModel<Document>) write;
            Document change = new Document(change(write));
            if (collection.equals("mail_gaps")) {
                Object to = change.get("$min", Document.class).get("to");
                change.append("$max", new Document("from", to));
            }
            return super.write(
                    log, collection, new UpdateOneModel<>(update.getFilter(), change, update.getOptions()), store);
        }
    }

    private static Document change(WriteModel<Document> write) {
        return (Document) Objects.requireNonNull(((UpdateOneModel<Document>) write).getUpdate());
    }

    /** A log is known by its first line alone: whatever differs behind it is taken for the same log. */
    static final class KeyedByFirstLine extends Mutation {
        @Override
        List<Document> answer(@Nullable OpenLog log, String collection, Document query, SimulatedStore store) {
            List<Document> stored = super.answer(log, collection, query, store);
            return log != null && collection.equals("mail_marks") ? asIfSame(log, stored) : stored;
        }

        private static List<Document> asIfSame(OpenLog log, List<Document> stored) {
            List<Document> same = new ArrayList<>();
            for (Mark mark : log.marks()) {
                String id = (mark.log().hex() + " " + mark.line() + " " + mark.before()).strip();
                if (mark.line() > 1) {
                    same.add(new Document("_id", id).append("hash", mark.hash()));
                } else {
                    same.addAll(stored.stream()
                            .filter(document -> document.getString("_id").equals(id))
                            .toList());
                }
            }
            return same;
        }
    }

    /** A log is known by its file's name: checkpoints and rows are those of the name. */
    static final class KeyedByName extends Mutation {
        @Override
        List<Document> answer(@Nullable OpenLog log, String collection, Document query, SimulatedStore store) {
            if (log == null || !log.isSettled()) {
                return super.answer(log, collection, query, store);
            }
            Map<String, String> keys = new HashMap<>();
            keys.put(log.id().hex(), log.name());
            List<Document> stored = super.answer(log, collection, (Document) replaced(query, keys), store);
            Map<String, String> back = new HashMap<>();
            back.put(log.name(), log.id().hex());
            return stored.stream()
                    .map(document -> (Document) replaced(document, back))
                    .toList();
        }

        @Override
        boolean write(@Nullable OpenLog log, String collection, WriteModel<Document> write, SimulatedStore store) {
            if (log == null || !log.isSettled()) {
                return super.write(log, collection, write, store);
            }
            Map<String, String> keys = Map.of(log.id().hex(), log.name());
            UpdateOneModel<Document> update = (UpdateOneModel<Document>) write;
            Document change = change(write);
            return super.write(
                    log,
                    collection,
                    new UpdateOneModel<>(
                            (Document) replaced(update.getFilter(), keys),
                            (Document) replaced(change, keys),
                            update.getOptions()),
                    store);
        }

        private static Object replaced(Object value, Map<String, String> keys) {
            if (value instanceof Document document) {
                Document copy = new Document();
                document.forEach((field, each) -> copy.append(field, replaced(each, keys)));
                return copy;
            }
            if (value instanceof List<?> list) {
                return list.stream().map(each -> replaced(each, keys)).toList();
            }
            if (value instanceof String text) {
                String replaced = text;
                for (Map.Entry<String, String> key : keys.entrySet()) {
                    replaced = replaced.replace(key.getKey(), key.getValue());
                }
                return replaced;
            }
            return value;
        }
    }
}

package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.embedded.file.BrokenOffException;
import org.mailtally.store.embedded.file.Reads;
import org.mailtally.store.embedded.file.StoredMap;
import org.mailtally.store.embedded.file.StrayDocuments;
import org.mailtally.store.embedded.wire.Limits;

/** A collection: its documents as BSON in one map, sorted by {@link DocumentKey}. Writers must be alone, readers not. */
final class StoredCollection extends AbstractMongoCollection<String> {
    private static final int TOO_LARGE = 10334;

    private final StoredMap<byte[]> documents;
    private final StrayDocuments strays;
    private final Reads reads;

    StoredCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            StoredMap<byte[]> documents,
            StrayDocuments strays,
            Reads reads) {
        super(database, name, options, cursors);
        this.documents = documents;
        this.strays = strays;
        this.reads = reads;
    }

    Reads reads() {
        return reads;
    }

    /** The candidates of a filter, read one by one as the stream is; each must still be checked against it. */
    Stream<Document> candidates(Document filter) {
        DocumentSource source =
                DocumentSource.of(documents, Candidates.of(filter, followsRowTime()), KeyOrder.ASCENDING);
        Walk walk = new Walk(source, document -> true, 0, 0, reads);
        HeldMemory memory = new HeldMemory();
        Spliterator<Document> documents = new AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED) {
            @Override
            public boolean tryAdvance(Consumer<? super Document> action) {
                StoredDocument next = walk.next();
                if (next == null) {
                    return false;
                }
                memory.more(next.size());
                action.accept(next.document());
                return true;
            }
        };
        return StreamSupport.stream(documents, false);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        Walk walk = walk(query, orderBy, numberToSkip, limit);
        if (batchSize == 0) {
            return new QueryResult(project(walk.all(), fieldSelector));
        }
        List<Document> first = project(walk.batch(Math.abs(batchSize)), fieldSelector);
        if (walk.isFinished()) {
            return new QueryResult(first);
        }
        Cursor cursor = walk.cursor(cursorRegistry.generateCursorId(), found -> project(found, fieldSelector));
        cursorRegistry.add(cursor);
        return new QueryResult(first, cursor);
    }

    private Walk walk(Document query, @Nullable Document orderBy, int skip, int limit) {
        boolean rowTimes = followsRowTime();
        Candidates candidates = Candidates.of(query, rowTimes);
        KeyOrder order = KeyOrder.of(orderBy, rowTimes || candidates.from() != null, rowTimes);
        DocumentSource source = DocumentSource.of(documents, candidates, order);
        Predicate<Document> matches =
                candidates.isExact() ? document -> true : document -> documentMatchesQuery(document, query);
        boolean inOrder = order != KeyOrder.NONE && candidates.keys() == null;
        if (orderBy == null || orderBy.isEmpty() || inOrder) {
            return new Walk(source, matches, skip, limit, reads);
        }
        long most = limit > 0 ? (long) skip + limit : 0;
        List<String> keys =
                new Sorting(orderBy, deriveComparator(orderBy), most).keys(new Walk(source, matches, 0, 0, reads));
        return new Walk(new DocumentSource.Keys(documents, keys), matches, skip, limit, reads);
    }

    private List<Document> project(List<StoredDocument> found, @Nullable Document fieldSelector) {
        Stream<Document> all = found.stream().map(StoredDocument::document);
        if (fieldSelector == null || fieldSelector.isEmpty()) {
            return all.toList();
        }
        return matchDocumentsFromStream(all, new Document(), null, 0, 0, 0, fieldSelector)
                .collectDocuments();
    }

    /** With a matcher of its own, for the engine's keeps what one document left, and others may read meanwhile. */
    @Override
    protected boolean documentMatchesQuery(Document document, Document query) {
        return new DefaultQueryMatcher().matches(document, query);
    }

    private boolean followsRowTime() {
        return strays.none(getFullName());
    }

    private long strayness(@Nullable Document document) {
        return document == null || RowTime.isFollowedBy(document) ? 0 : 1;
    }

    @Override
    protected String addDocumentInternal(Document document) {
        String idField = getIdField();
        String key = DocumentKey.of(idField == null ? UUID.randomUUID() : document.get(idField));
        byte[] bson = Bson.encode(document);
        if (bson.length > Limits.DOCUMENT) {
            throw new MongoServerError(TOO_LARGE, "BSONObjectTooLarge", tooLarge(bson));
        }
        documents.get().put(key, bson);
        strays.add(getFullName(), strayness(document));
        return key;
    }

    @Override
    protected void handleUpdate(String position, Document oldDocument, Document newDocument) {
        byte[] bson = Bson.encode(newDocument);
        if (bson.length > Limits.DOCUMENT) { // the indexes are changed already
            throw new BrokenOffException(TOO_LARGE, "BSONObjectTooLarge", tooLarge(bson));
        }
        documents.get().put(position, bson);
        strays.add(getFullName(), strayness(newDocument) - strayness(oldDocument));
    }

    private static String tooLarge(byte[] bson) {
        return "a document of " + bson.length + " bytes: at most " + Limits.DOCUMENT + " are stored";
    }

    @Override
    protected void removeDocument(String position) {
        byte[] removed = documents.get().remove(position);
        if (removed != null) {
            strays.add(getFullName(), -strayness(Bson.decode(removed)));
        }
    }

    @Override
    protected @Nullable Document getDocument(String position) {
        byte[] bson = documents.get().get(position);
        return bson == null ? null : Bson.decode(bson);
    }

    @Override
    protected Stream<DocumentWithPosition<String>> streamAllDocumentsWithPosition() {
        return documents.get().entrySet().stream()
                .peek(entry -> reads.mustHaveTime())
                .map(entry -> new DocumentWithPosition<>(Bson.decode(entry.getValue()), entry.getKey()));
    }

    @Override
    public int count() {
        return documents.get().size();
    }

    @Override
    protected boolean tracksDataSize() {
        return false; // it is added up when requested
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        // see tracksDataSize
    }

    @Override
    protected int getDataSize() {
        long size =
                documents.get().values().stream().mapToLong(bson -> bson.length).sum();
        return (int) Math.min(size, Integer.MAX_VALUE);
    }
}

package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.embedded.file.Reads;
import org.mailtally.store.embedded.file.StoreMaps;

/** A database: its collections and indexes, and the commands that the engine answers otherwise than MongoDB. */
final class StoredDatabase extends AbstractMongoDatabase<String> {
    /** Each takes memory; Mailtally has some ten. */
    private static final int MOST_COLLECTIONS = 500;

    private static final int CANNOT_CREATE = 10003;

    private final StoreMaps maps;
    private final Reads reads;

    StoredDatabase(String name, CursorRegistry cursors, StoreMaps maps, Reads reads) {
        super(name, cursors);
        this.maps = maps;
        this.reads = reads;
        initializeNamespacesAndIndexes();
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
        BulkWrite.Engine engine = part -> super.handleCommand(channel, command, part, resolver, oplog);
        return switch (command.toLowerCase(Locale.ROOT)) {
            case "insert" -> BulkWrite.insert(query, engine);
            case "update" -> BulkWrite.update(query, engine);
            case "createindexes" -> engine.run(indexes(query.get(command)).withoutKnown(query));
            case "dropindexes" ->
                resolveCollection(String.valueOf(query.get(command)), false) instanceof StoredCollection collection
                        ? indexes(query.get(command)).drop(query, name -> dropIndex(collection, name))
                        : engine.run(query);
            case "find" -> engine.run(BatchSize.ofFirst(query));
            case "explain" -> throw Pipeline.notExplained();
            case "aggregate" ->
                resolveCollection(String.valueOf(query.get(command)), false) instanceof StoredCollection collection
                        ? Pipeline.of(query).run(collection, this, resolver, oplog, engine)
                        : engine.run(query);
            default -> engine.run(query);
        };
    }

    private IndexCommands indexes(@Nullable Object collection) {
        return new IndexCommands(indexes.get(), getFullCollectionNamespace(String.valueOf(collection)));
    }

    @Override
    protected MongoCollection<String> openOrCreateCollection(String collectionName, CollectionOptions options) {
        String namespace = getFullCollectionNamespace(collectionName);
        if (reads.isForClient() && !maps.hasCollection(namespace) && maps.collections() >= MOST_COLLECTIONS) {
            throw new MongoServerError(
                    CANNOT_CREATE,
                    "CannotCreateCollection",
                    "there are " + MOST_COLLECTIONS + " collections, and the embedded store has no more: drop some");
        }
        return new StoredCollection(
                this, collectionName, options, cursorRegistry, maps.documents(namespace), maps.strays(), reads);
    }

    @Override
    protected Index<String> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        String namespace = getFullCollectionNamespace(collectionName);
        return keys.size() == 1 && keys.get(0).getKey().equals("_id")
                ? new IdIndex(indexName, keys, maps.documents(namespace))
                : new UniqueIndex(indexName, keys, sparse, maps.index(namespace, indexName));
    }

    @Override
    protected Index<String> openOrCreateSecondaryIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return new EmptyIndex<>(indexName, keys);
    }

    @Override
    protected void dropIndex(MongoCollection<String> collection, String indexName) {
        super.dropIndex(collection, indexName);
        maps.removeIndex(collection.getFullName(), indexName);
    }

    @Override
    public void dropCollection(String collectionName, Oplog oplog) {
        super.dropCollection(collectionName, oplog);
        maps.removeDocuments(getFullCollectionNamespace(collectionName));
    }

    @Override
    public void moveCollection(MongoDatabase oldDatabase, MongoCollection<?> collection, String newCollectionName) {
        String oldNamespace = collection.getFullName();
        super.moveCollection(oldDatabase, collection, newCollectionName);
        maps.rename(
                oldNamespace,
                collection.getFullName(),
                collection.getIndexes().stream().map(Index::getName).toList());
    }

    @Override
    protected long getFileSize() {
        return maps.fileSize();
    }

    @Override
    protected long getStorageSize() {
        return maps.fileSize();
    }
}

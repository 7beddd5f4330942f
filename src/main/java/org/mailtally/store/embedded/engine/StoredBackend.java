package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.h2.mvstore.MVStore;
import org.mailtally.store.embedded.file.Reads;
import org.mailtally.store.embedded.file.Snapshot;
import org.mailtally.store.embedded.file.StoreMaps;
import org.mailtally.store.embedded.wire.Limits;

/** The engine over one open store. It commits nothing by itself. */
public final class StoredBackend extends AbstractMongoBackend {
    private static final int INVALID_NAMESPACE = 73;
    private static final int MOST_DATABASES = 50;
    private static final Pattern NAME = Pattern.compile("[^\\x00-\\x20/\\\\.\"$*<>:|?]{1,63}");
    private static final String LARGEST_DOCUMENT = "maxBsonObjectSize";

    private final StoreMaps maps;
    private final Reads reads;

    public StoredBackend(MVStore store, Reads reads) {
        this.maps = new StoreMaps(store, reads);
        this.reads = reads;
        version(new Version());
        maps.databaseNames().forEach(this::resolveDatabase);
    }

    private Document greeting(Channel channel, String databaseName, Document query) {
        return super.handleCommand(channel, databaseName, "ismaster", query)
                .append("helloOk", true)
                .append(LARGEST_DOCUMENT, Limits.DOCUMENT)
                .append("maxMessageSizeBytes", Limits.MESSAGE);
    }

    /** Goes on in a store with the same content; open cursors too. */
    public void bind(MVStore copy) {
        maps.bind(copy);
    }

    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        return switch (command.toLowerCase(Locale.ROOT)) {
            case "hello" -> greeting(channel, databaseName, query).append("isWritablePrimary", true);
            case "ismaster" -> greeting(channel, databaseName, query);
            case "buildinfo" ->
                super.handleCommand(channel, databaseName, command, query).append(LARGEST_DOCUMENT, Limits.DOCUMENT);
            case "getmore" -> super.handleCommand(channel, databaseName, command, BatchSize.ofNext(query));
            default -> super.handleCommand(channel, databaseName, command, query);
        };
    }

    /** What is stored now; nobody writes meanwhile. */
    public Snapshot snapshot() {
        return maps.snapshot();
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        if (!maps.hasDatabase(databaseName)) {
            mustBeAName(databaseName);
        }
        return new StoredDatabase(databaseName, getCursorRegistry(), maps, reads);
    }

    /** Refuses what is no name of a database, and to clients more databases than they need: each takes memory. */
    private void mustBeAName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new MongoServerError(INVALID_NAMESPACE, "InvalidNamespace", "Invalid database name");
        }
        if (reads.isForClient() && maps.databaseNames().count() >= MOST_DATABASES) {
            throw new MongoServerError(
                    INVALID_NAMESPACE,
                    "InvalidNamespace",
                    "there are " + MOST_DATABASES + " databases, and the embedded store has no more");
        }
    }

    /** MongoDB 5.0 by name and by wire version (13), below which mongosh and newer drivers refuse to talk. */
    private static final class Version implements MongoVersion {
        @Override
        public List<Integer> getVersionArray() {
            return List.of(5, 0, 0);
        }

        @Override
        public int getWireVersion() {
            return 13;
        }
    }
}

package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.h2.mvstore.MVStore;

/** The engine over one open store. It commits nothing by itself. */
final class StoredBackend extends AbstractMongoBackend {
    private final StoreMaps maps;
    private final LongAdder examined;

    StoredBackend(MVStore store, LongAdder examined) {
        this.maps = new StoreMaps(store);
        this.examined = examined;
        version(new Version());
        maps.databaseNames().forEach(this::resolveDatabase);
    }

    /** Goes on in a store with the same content; open cursors too. */
    void bind(MVStore copy) {
        maps.bind(copy);
    }

    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        return switch (command.toLowerCase(Locale.ROOT)) {
            case "hello" ->
                super.handleCommand(channel, databaseName, "ismaster", query)
                        .append("isWritablePrimary", true)
                        .append("helloOk", true);
            case "ismaster" ->
                super.handleCommand(channel, databaseName, command, query).append("helloOk", true);
            case "getmore" -> super.handleCommand(channel, databaseName, command, BatchSize.ofNext(query));
            default -> super.handleCommand(channel, databaseName, command, query);
        };
    }

    /** Does the updates of a message. */
    UpdateReply update(Channel channel, UpdateMessage message) {
        BulkWrite.Engine engine = command -> handleCommand(channel, message.database(), "update", command);
        StoredCollection collection =
                message.hasPlain() && resolveDatabase(message.database()) instanceof StoredDatabase database
                        ? database.takingWhatIsNew(message.collection(), channel)
                        : null;
        return new MixedUpdates(message, collection, engine).run();
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        return new StoredDatabase(databaseName, getCursorRegistry(), maps, examined);
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

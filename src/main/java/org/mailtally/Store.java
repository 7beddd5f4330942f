package org.mailtally;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.StoreConnection;
import org.mailtally.store.embedded.EmbeddedStore;
import org.mailtally.store.embedded.EmbeddedStoreException;

/**
 * The store of a process: a connection, and the embedded server behind it where {@code mongodb.uri} says so.
 *
 * @param client the connection
 * @param address what people call it, without user and password
 * @param uri what other MongoDB clients on this host connect to; empty where that is the key's own value
 * @param embedded the embedded server; null where there is none
 */
record Store(MongoClient client, String address, String uri, @Nullable EmbeddedStore embedded)
        implements AutoCloseable {

    /** @throws UserError where the address is none, or the embedded store cannot be opened */
    static Store open(Settings settings) {
        String uri = settings.get(Setting.MONGODB_URI);
        if (!settings.isEmbedded()) {
            return connect(uri);
        }
        Path folder = settings.home()
                .resolve(uri.substring(Settings.EMBEDDED.length()))
                .toAbsolutePath();
        try {
            EmbeddedStore store = EmbeddedStore.open(folder);
            Files.writeString(folder.resolve("address"), store.connectionString() + "\n");
            return new Store(StoreConnection.open(store.connectionString()), uri, store.connectionString(), store);
        } catch (EmbeddedStoreException e) {
            throw new UserError(Setting.MONGODB_URI.key() + "=" + uri + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UserError(Setting.MONGODB_URI.key() + "=" + uri + ": can't write in " + folder + ": "
                    + e.getMessage() + ": give another folder");
        }
    }

    private static Store connect(String uri) {
        try {
            String hosts = String.join(",", new ConnectionString(uri).getHosts());
            return new Store(StoreConnection.open(uri), "mongodb://" + hosts, "", null);
        } catch (IllegalArgumentException e) {
            throw new UserError(Setting.MONGODB_URI.key() + ": " + e.getMessage()
                    + ": give embedded:FOLDER, or an address as mongodb://host:27017");
        }
    }

    @Override
    public void close() {
        client.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}

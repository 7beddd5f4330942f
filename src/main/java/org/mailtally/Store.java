package org.mailtally;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mailtally.command.Application;
import org.mailtally.settings.Setting;
import org.mailtally.settings.Settings;
import org.mailtally.settings.UserError;
import org.mailtally.store.StoreConnection;
import org.mailtally.store.embedded.EmbeddedStore;
import org.mailtally.store.embedded.file.EmbeddedStoreException;
import org.mailtally.store.embedded.file.StoreInUseException;

/**
 * The store of a process: a connection, and the embedded server behind it where {@code mongodb.uri} says so.
 *
 * @param client the connection
 * @param address what people call it, without user and password
 * @param addressFile the file with what other MongoDB clients connect to; empty where that is the key's own value
 * @param embedded the embedded server; null where there is none
 */
record Store(MongoClient client, String address, String addressFile, @Nullable EmbeddedStore embedded)
        implements Application.Counts {

    /** @throws UserError where the address is none, or the embedded store cannot be opened */
    static Store open(Settings settings) {
        String uri = settings.get(Setting.MONGODB_URI);
        if (!settings.isEmbedded()) {
            return connect(uri);
        }
        Path folder = settings.storeFolder();
        try {
            return of(
                    EmbeddedStore.open(folder),
                    uri,
                    folder.resolve(EmbeddedStore.ADDRESS).toString());
        } catch (EmbeddedStoreException e) {
            throw new UserError(Setting.MONGODB_URI.key() + "=" + uri + ": " + e.getMessage());
        }
    }

    /**
     * Reaches the store for one who only looks: that of the running process, or, where none runs, the store itself.
     *
     * @throws UserError where there is none, or it cannot be reached
     */
    static Store reach(Settings settings) {
        String uri = settings.get(Setting.MONGODB_URI);
        if (!settings.isEmbedded()) {
            return connect(uri);
        }
        Path folder = settings.storeFolder();
        try {
            return of(EmbeddedStore.openToLook(folder), uri, "");
        } catch (StoreInUseException running) {
            return connect(addressIn(folder));
        } catch (EmbeddedStoreException e) {
            throw new UserError(Setting.MONGODB_URI.key() + "=" + uri + ": " + e.getMessage());
        }
    }

    private static Store of(EmbeddedStore store, String uri, String addressFile) {
        return new Store(StoreConnection.open(store.pipelinesAddress()), uri, addressFile, store);
    }

    private static String addressIn(Path folder) {
        try {
            return EmbeddedStore.addressOfRunning(folder);
        } catch (IOException e) {
            throw new UserError(
                    folder.resolve(EmbeddedStore.ADDRESS) + " cannot be read (" + e.getMessage()
                            + "), so the store of the running Mailtally cannot be reached: run this as the user that it runs as");
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
    public boolean isIdle() {
        return embedded != null;
    }

    @Override
    public void close() {
        client.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}

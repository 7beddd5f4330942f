package org.mailtally.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.concurrent.TimeUnit;

/** The connection to the store: any address, with the promises that the counts rest on. */
public final class StoreConnection {

    private static final long SELECTION_SECONDS = 5;

    private StoreConnection() {}

    /**
     * Connects to an address, which is handed to the driver as it is. Whatever it says, writes are kept by a majority and
     * journaled before they count, and reads come from the primary. Connecting is tried when it is first used.
     *
     * @throws IllegalArgumentException where the address is not one
     */
    public static MongoClient open(String address) {
        ConnectionString connection = new ConnectionString(address);
        MongoClientSettings.Builder settings = MongoClientSettings.builder().applyConnectionString(connection);
        if (connection.getServerSelectionTimeout() == null) {
            settings.applyToClusterSettings(
                    cluster -> cluster.serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS));
        }
        return MongoClients.create(settings.applicationName("mailtally")
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.DEFAULT)
                .readPreference(ReadPreference.primary())
                .build());
    }
}

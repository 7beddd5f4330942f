package org.mailtally.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The connection to the store: any address, with the promises that the counts rest on. */
public final class StoreConnection {

    private static final Duration SELECTION = Duration.ofSeconds(5);
    private static final Duration CONNECTING = Duration.ofSeconds(3);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private StoreConnection() {}

    /**
     * Connects to an address, which is handed to the driver as it is. Whatever it says, writes are kept by a majority and
     * journaled before they count, and reads come from the primary. Connecting is tried when it is first used. A server
     * that takes a question and does not answer it within 10 s is away, unless the address has a {@code socketTimeoutMS};
     * so is one that gives no sign of life for some 5 s, unless it has a {@code heartbeatFrequencyMS} and a
     * {@code connectTimeoutMS}.
     *
     * @throws IllegalArgumentException where the address is not one
     */
    public static MongoClient open(String address) {
        return open(address, LONGEST_SILENCE);
    }

    /** Connects to an address; a server that is silent for longer is away. */
    static MongoClient open(String address, Duration longestSilence) {
        ConnectionString connection = new ConnectionString(address);
        MongoClientSettings.Builder settings = MongoClientSettings.builder().applyConnectionString(connection);
        if (connection.getServerSelectionTimeout() == null) {
            settings.applyToClusterSettings(
                    cluster -> cluster.serverSelectionTimeout(SELECTION.toMillis(), TimeUnit.MILLISECONDS));
        }
        if (connection.getConnectTimeout() == null) {
            settings.applyToSocketSettings(
                    socket -> socket.connectTimeout(CONNECTING.toMillis(), TimeUnit.MILLISECONDS));
        }
        if (connection.getHeartbeatFrequency() == null) {
            settings.applyToServerSettings(
                    server -> server.heartbeatFrequency(SIGN_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS));
        }
        if (connection.getSocketTimeout() == null) {
            settings.applyToSocketSettings(
                    socket -> socket.readTimeout(longestSilence.toMillis(), TimeUnit.MILLISECONDS));
        }
        return MongoClients.create(settings.applicationName("mailtally")
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.DEFAULT)
                .readPreference(ReadPreference.primary())
                .build());
    }
}

package org.mailtally.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.MongoSecurityException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailtally.store.embedded.file.EmbeddedStoreException;
import org.mailtally.store.embedded.file.StoreFile;

/** Who reaches the port of the store, and is not its owner, reads and writes nothing. */
class LoginTest {
    private static final int NOBODY = 65_534;

    @TempDir
    private Path directory;

    private OpenStore open;

    @BeforeEach
    void open() {
        open = OpenStore.in(directory);
        Rows.insert(open.collection("mail"), 3);
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void theAddressBesideTheStore_letsItsOwnerIn() throws IOException {
        String address =
                Files.readString(directory.resolve(EmbeddedStore.ADDRESS)).strip();
        assertThat(address).matches("mongodb://mailtally:[\\w-]{32}@127\\.0\\.0\\.1:\\d+/");
        try (MongoClient client = MongoClients.create(address)) {
            MongoCollection<org.bson.Document> mail = client.getDatabase("logs").getCollection("mail");
            mail.deleteOne(new org.bson.Document("_id", Rows.id(0)));
            assertThat(mail.countDocuments()).isEqualTo(2);
        }
    }

    @Test
    void aStrangersCommands_areUnauthorized_butForGreetings() throws IOException {
        for (String command :
                List.of("find", "insert", "drop", "dropDatabase", "listDatabases", "serverStatus", "odd")) {
            try (WireClient stranger = stranger()) {
                assertThat(stranger.command(new Document(command, "mail").append("$db", "logs")))
                        .containsEntry("code", 13)
                        .containsEntry("codeName", "Unauthorized");
                assertThat(stranger.command(new Document("hello", 1).append("$db", "admin")))
                        .containsEntry("isWritablePrimary", true);
                assertThat(stranger.command(new Document("ping", 1).append("$db", "admin")))
                        .containsEntry("ok", 1.0);
            }
        }
        assertThat(open.collection("mail").countDocuments()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailtally", "pipeline", "nobody", ""})
    void aWrongPassword_isRefused_asIsAUserWhoIsNot(String user) throws IOException {
        try (WireClient stranger = stranger()) {
            assertThat(stranger.logIn(user, "guessed")).containsEntry("codeName", "AuthenticationFailed");
            assertThat(stranger.command(new Document("find", "mail").append("$db", "logs")))
                    .containsEntry("code", 13);
        }
        assertThatThrownBy(() -> {
                    try (MongoClient client = driver(MongoCredential.createCredential(
                            user.isEmpty() ? "x" : user, "admin", "guessed".toCharArray()))) {
                        client.getDatabase("logs").getCollection("mail").countDocuments();
                    }
                })
                .isInstanceOf(MongoSecurityException.class);
    }

    @Test
    void aDriverThatNamesNoMechanism_orScramSha256_logsIn() {
        char[] password = open.store()
                .clientsAddress()
                .replaceAll(".*mailtally:(.*)@.*", "$1")
                .toCharArray();
        for (MongoCredential credential : List.of(
                MongoCredential.createCredential("mailtally", "admin", password),
                MongoCredential.createScramSha256Credential("mailtally", "logs", password))) {
            try (MongoClient client = driver(credential)) {
                assertThat(client.getDatabase("logs").getCollection("mail").countDocuments())
                        .isEqualTo(3);
            }
        }
    }

    @Test
    void thePassword_isKeptForTheNextStart() throws IOException {
        String password = Files.readString(directory.resolve("password"));
        open.close();
        open = OpenStore.in(directory);
        assertThat(Files.readString(directory.resolve("password"))).isEqualTo(password);
        assertThat(open.store().clientsAddress()).contains(":" + password.strip() + "@");
    }

    @Test
    void aPasswordThatOthersCouldRead_isMadeAnew() throws IOException {
        String password = Files.readString(directory.resolve("password"));
        open.close();
        Files.setPosixFilePermissions(directory.resolve("password"), PosixFilePermissions.fromString("rw-r--r--"));
        open = OpenStore.in(directory);
        assertThat(Files.readString(directory.resolve("password"))).isNotEqualTo(password);
        assertThat(modeOf("password")).isEqualTo("rw-------");
    }

    @Test
    void aPasswordThatIsNone_isNamedWithItsRemedy() throws IOException {
        open.close();
        Files.writeString(directory.resolve("password"), "short\n");
        assertThatThrownBy(() -> OpenStore.in(directory))
                .isInstanceOf(EmbeddedStoreException.class)
                .hasMessageContaining("password")
                .hasMessageContaining("delete it");
        Files.delete(directory.resolve("password"));
        open = OpenStore.in(directory);
        assertThat(open.collection("mail").countDocuments()).isEqualTo(3);
    }

    @Test
    void aStoreOfAnEarlierBuild_withAnAddressThatAllCanRead_getsItsPassword() throws IOException {
        open.close();
        Files.delete(directory.resolve("password"));
        Path address = directory.resolve(EmbeddedStore.ADDRESS);
        Files.writeString(address, "mongodb://127.0.0.1:40123/\n");
        Files.setPosixFilePermissions(address, PosixFilePermissions.fromString("rw-r--r--"));
        open = OpenStore.in(directory);
        assertThat(open.collection("mail").countDocuments()).isEqualTo(3);
        assertThat(modeOf(EmbeddedStore.ADDRESS)).isEqualTo("rw-------");
        assertThat(modeOf("password")).isEqualTo("rw-------");
    }

    @Test
    void anotherUserOfTheHost_readsNothing() throws Exception {
        assumeThat(Files.getAttribute(directory, "unix:uid"))
                .as("only root may be another")
                .isEqualTo(0);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String name : List.of("password", EmbeddedStore.ADDRESS, StoreFile.NAME)) {
            Process cat = new ProcessBuilder(
                            "setpriv",
                            "--reuid=" + NOBODY,
                            "--clear-groups",
                            "cat",
                            directory.resolve(name).toString())
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(cat.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Permission denied")
                    .doesNotContain("mailtally:");
            assertThat(cat.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private WireClient stranger() throws IOException {
        return new WireClient(open.store().address().getPort());
    }

    private MongoClient driver(MongoCredential credential) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.hosts(List.of(new ServerAddress(
                                "127.0.0.1", open.store().address().getPort())))
                        .serverSelectionTimeout(5, TimeUnit.SECONDS))
                .credential(credential)
                .build());
    }

    private String modeOf(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name)));
    }
}

package org.mailtally.store.embedded;

import com.mongodb.ConnectionString;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.embedded.engine.Bson;

/** A connection to a server's port on which a test sends what it likes. Not thread-safe. */
final class WireClient implements AutoCloseable {
    static final int OP_MSG = 2013;
    private static final int HEADER = 16;
    private static final int FLAGS_AND_KIND = 5;
    private static final int LEGACY_FIELDS = 20;
    private static final String NONCE = "0123456789abcdef";

    private final Socket socket;
    private final DataInputStream in;

    WireClient(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.socket.setTcpNoDelay(true);
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** A connection that has logged in by an address with user and password. */
    static WireClient loggedIn(String address) throws IOException {
        ConnectionString parts = new ConnectionString(address);
        int port = Integer.parseInt(parts.getHosts().get(0).split(":")[1]);
        WireClient client = new WireClient(port);
        client.logIn(
                Objects.requireNonNull(parts.getUsername()), new String(Objects.requireNonNull(parts.getPassword())));
        return client;
    }

    /** Logs in by SCRAM-SHA-256; returns the last answer. */
    Document logIn(String user, String password) throws IOException {
        String first = "n=" + user + ",r=" + NONCE;
        Document challenge = command(new Document("saslStart", 1)
                .append("mechanism", "SCRAM-SHA-256")
                .append("payload", new BinData(("n,," + first).getBytes(StandardCharsets.UTF_8)))
                .append("options", new Document("skipEmptyExchange", true))
                .append("$db", "admin"));
        String asked = text(challenge);
        String bare = "c=biws,r=" + asked.split("r=|,")[1];
        byte[] proof = proof(password, asked, first + "," + asked + "," + bare);
        String last = bare + ",p=" + Base64.getEncoder().encodeToString(proof);
        return command(new Document("saslContinue", 1)
                .append("conversationId", challenge.get("conversationId"))
                .append("payload", new BinData(last.getBytes(StandardCharsets.UTF_8)))
                .append("$db", "admin"));
    }

    private static byte[] proof(String password, String asked, String messages) {
        try {
            byte[] salt = Base64.getDecoder().decode(asked.replaceAll(".*,s=([^,]*),.*", "$1"));
            int iterations = Integer.parseInt(asked.replaceAll(".*,i=(\\d+)", "$1"));
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
                    .getEncoded();
            byte[] proof = hmac(salted, "Client Key");
            byte[] signature = hmac(MessageDigest.getInstance("SHA-256").digest(proof), messages);
            for (int at = 0; at < proof.length; at++) {
                proof[at] ^= signature[at];
            }
            return proof;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Document answer) {
        BinData payload = (BinData) Objects.requireNonNull(answer.get("payload"));
        return new String(payload.getData(), StandardCharsets.UTF_8);
    }

    /** The message of a command. */
    static byte[] message(Document command) {
        byte[] body = Bson.encode(command);
        ByteBuf message = Unpooled.buffer()
                .writeIntLE(HEADER + FLAGS_AND_KIND + body.length)
                .writeIntLE(1)
                .writeIntLE(0)
                .writeIntLE(OP_MSG)
                .writeIntLE(0)
                .writeByte(0)
                .writeBytes(body);
        return ByteBufUtil.getBytes(message);
    }

    /** Sends a command; returns the answer. */
    Document command(Document command) throws IOException {
        send(message(command));
        return Objects.requireNonNull(answer(), "an answer to " + command);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next answer; null where the connection was closed. */
    @Nullable
    Document answer() throws IOException {
        byte[] header = in.readNBytes(HEADER);
        if (header.length < HEADER) {
            return null;
        }
        ByteBuf read = Unpooled.wrappedBuffer(header);
        int before = read.getIntLE(HEADER - Integer.BYTES) == OP_MSG ? FLAGS_AND_KIND : LEGACY_FIELDS;
        in.skipNBytes(before);
        return Bson.decode(in.readNBytes(read.getIntLE(0) - HEADER - before));
    }

    /** Waits no longer for an answer than so many milliseconds. */
    WireClient patient(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return this;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package org.mailtally.store.embedded.wire;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The logging in of one connection, by the commands that drivers have for it. Not thread-safe. */
final class Login {
    private static final String START = "saslstart";
    private static final String CONTINUE = "saslcontinue";
    private static final String LOGOUT = "logout";
    private static final String SPECULATIVE = "speculativeAuthenticate";
    private static final String MECHANISMS = "saslSupportedMechs";
    private static final String PAYLOAD = "payload";
    private static final int CONVERSATION = 1;
    private static final int MECHANISM_UNAVAILABLE = 334;

    private final Users users;
    private @Nullable Scram begun;
    private boolean endsShort;
    private boolean proven;
    private Caller caller = Caller.STRANGER;

    Login(Users users) {
        this.users = users;
    }

    /** Who is at the other end, as far as is proven. */
    Caller caller() {
        return caller;
    }

    static boolean isOfLogin(String command) {
        return command.equals(START) || command.equals(CONTINUE) || command.equals(LOGOUT);
    }

    /** Answers a command of {@link #isOfLogin}. */
    Document answer(String name, Document command) {
        try {
            return switch (name) {
                case START -> start(command);
                case CONTINUE -> proceed(command);
                default -> logOut();
            };
        } catch (LoginFailedException e) {
            forget();
            return Reply.refusal(Reply.AUTHENTICATION_FAILED, "AuthenticationFailed", String.valueOf(e.getMessage()));
        }
    }

    /** Adds to the answer to a greeting what it says of logging in, and what comes of a login that it begins. */
    void addTo(Document greeting, Document answer) {
        if (greeting.get(MECHANISMS) instanceof String) {
            answer.append(MECHANISMS, List.of(Scram.MECHANISM));
        }
        if (greeting.get(SPECULATIVE) instanceof Document start && Scram.MECHANISM.equals(start.get("mechanism"))) {
            Document begun = answer(START, start);
            if (begun.containsKey(PAYLOAD)) {
                answer.append(SPECULATIVE, begun);
            }
        }
    }

    private Document start(Document command) throws LoginFailedException {
        forget();
        if (!Scram.MECHANISM.equals(command.get("mechanism"))) {
            return Reply.refusal(
                    MECHANISM_UNAVAILABLE, "MechanismUnavailable", "clients log in by " + Scram.MECHANISM + " alone");
        }
        Scram scram = new Scram(users, payload(command));
        begun = scram;
        endsShort = command.get("options") instanceof Document options
                && Boolean.TRUE.equals(options.get("skipEmptyExchange"));
        return reply(scram.challenge(), false);
    }

    private Document proceed(Document command) throws LoginFailedException {
        Scram scram = begun;
        if (scram == null) {
            throw new LoginFailedException();
        }
        if (proven) {
            begun = null;
            caller = scram.caller();
            return reply(new byte[0], true);
        }
        byte[] proof = scram.prove(payload(command));
        proven = true;
        if (endsShort) {
            caller = scram.caller();
        }
        return reply(proof, endsShort);
    }

    private Document logOut() {
        forget();
        return new Document("ok", 1.0);
    }

    private void forget() {
        begun = null;
        proven = false;
        caller = Caller.STRANGER;
    }

    private static byte[] payload(Document command) throws LoginFailedException {
        if (command.get(PAYLOAD) instanceof BinData payload) {
            return payload.getData();
        }
        throw new LoginFailedException();
    }

    private static Document reply(byte[] payload, boolean done) {
        return new Document("conversationId", CONVERSATION)
                .append("done", done)
                .append(PAYLOAD, new BinData(payload))
                .append("ok", 1.0);
    }
}

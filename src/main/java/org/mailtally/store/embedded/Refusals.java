package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mailtally.store.embedded.file.BrokenOffException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replies to commands that are not done. What is worth a line of the log is logged once, by the command's name alone: what
 * comes with it may be personal, and may come a thousand times a second. Thread-safe.
 */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int UNKNOWN_ERROR = 8;
    private static final int COMMAND_NOT_FOUND = 59;
    private static final int MOST_LOGGED = 100;
    private static final int LONGEST_NAME = 50;

    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /** The reply to a command that is not there. */
    Document notFound(String command) {
        String name = shown(command);
        if (isNew(name)) {
            LOG.info("a client sent the command {}, which the embedded store does not have", name);
        }
        return reply(new MongoServerError(COMMAND_NOT_FOUND, "CommandNotFound", "no such command: '" + name + "'"));
    }

    /** The reply to a command that failed. */
    Document of(String command, RuntimeException failure) {
        if (failure instanceof MongoServerException refused) {
            return reply(refused);
        }
        if (failure instanceof BrokenOffException brokenOff) {
            return brokenOff.reply();
        }
        String what = shown(command) + ": " + failure.getClass().getSimpleName();
        if (isNew(what)) {
            LOG.warn("the embedded store cannot run a command {}", what);
        }
        LOG.debug("the command that failed", failure);
        return reply(
                new MongoServerError(UNKNOWN_ERROR, "UnknownError", "the embedded store cannot do this: " + failure));
    }

    private static Document reply(MongoServerException failure) {
        Document reply = new Document("ok", 0.0).append("errmsg", failure.getMessageWithoutErrorCode());
        if (failure instanceof MongoServerError error) {
            reply.append("code", error.getCode()).append("codeName", Objects.toString(error.getCodeName(), ""));
        }
        return reply;
    }

    private boolean isNew(String line) {
        return logged.size() < MOST_LOGGED && logged.add(line);
    }

    private static String shown(String command) {
        return command.substring(0, Math.min(command.length(), LONGEST_NAME)).replaceAll("[^\\w.]", "?");
    }
}

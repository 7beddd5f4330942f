package org.mailtally.store;

import com.mongodb.MongoCommandException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why the store did not answer, in the words an operator can use: the innermost cause, without the driver's view of its
 * servers around it.
 */
final class StoreFault {

    /** A cause as the driver quotes it, up to the first brace inside: the response of a server follows there. */
    private static final Pattern QUOTED = Pattern.compile("\\{(?:[\\w$]+\\.)+(?<type>[\\w$]+): (?<text>[^{}]+)");

    private static final Pattern AROUND =
            Pattern.compile("(?s)\\.? (The full response is|Client view of cluster state is).*");

    private StoreFault() {}

    /** One line, not empty. */
    static String of(Throwable cause) {
        String message =
                cause instanceof MongoCommandException refused ? refused.getErrorMessage() : cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        String innermost = message;
        Matcher quoted = QUOTED.matcher(message);
        while (quoted.find()) {
            String text = quoted.group("text").strip();
            innermost = quoted.group("type").equals("UnknownHostException") ? "there is no host " + text : text;
        }
        return AROUND.matcher(innermost)
                .replaceFirst("")
                .strip()
                .lines()
                .findFirst()
                .orElseGet(() -> cause.getClass().getSimpleName());
    }
}

package org.mailtally.http;

import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/**
 * The names by which this process may be called. A page elsewhere that has its own name point to this host would else read all
 * that a browser here may. Thread-safe.
 *
 * @param own the host that it listens on
 * @param admitted further names; {@code *} for all
 */
public record HostNames(String own, Supplier<Set<String>> admitted) {

    private static final Pattern DIGITS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");
    private static final Pattern NO_NAME = Pattern.compile("[^a-z0-9._-]");
    private static final int LONGEST = 253;

    /** @throws HttpException.RuntimeException where a request calls it by another name; says which key admits it */
    void check(Request request) {
        String called = Request.getServerName(request);
        String name = called == null ? "" : called.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (isOurs(name)) {
            return;
        }
        Set<String> names = admitted.get();
        if (!names.contains("*") && !names.contains(name)) {
            String shown = NO_NAME.matcher(name.substring(0, Math.min(LONGEST, name.length())))
                    .replaceAll("_");
            throw new HttpException.RuntimeException(
                    HttpStatus.MISDIRECTED_REQUEST_421,
                    "Mailtally is not known by the name " + shown + ": http.names=" + shown
                            + " in application.properties admits it");
        }
    }

    private boolean isOurs(String name) {
        return name.isEmpty()
                || DIGITS.matcher(name).matches()
                || name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals(own.toLowerCase(Locale.ROOT));
    }
}

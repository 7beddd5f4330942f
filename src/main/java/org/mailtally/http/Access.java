package org.mailtally.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Who may read: everybody, or who shows a user's password or, for what programs read, a token. Thread-safe.
 *
 * @param users null where there are none
 * @param tokens null where there are none
 */
public record Access(@Nullable Users users, @Nullable Tokens tokens) {

    /** Everybody. */
    public static final Access OPEN = new Access(null, null);

    /** What a token opens. */
    private static final Set<String> FOR_TOKENS = Set.of("/check", "/metrics");

    /** What probes ask, which says nothing of the mail. */
    private static final Set<String> FOR_ALL = Set.of("/health/live", "/health/ready");

    /** Whether somebody is kept out. */
    public boolean isGuarded() {
        return users != null || tokens != null;
    }

    /** @throws HttpException.RuntimeException where a request may not be answered */
    void check(Request request) {
        String path = Request.getPathInContext(request);
        if (!isGuarded() || FOR_ALL.contains(path)) {
            return;
        }
        String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        String shown = given == null ? "" : given;
        int blank = shown.indexOf(' ');
        String scheme = (blank < 0 ? shown : shown.substring(0, blank)).toLowerCase(Locale.ROOT);
        String credentials = blank < 0 ? "" : shown.substring(blank + 1).strip();
        boolean isLetIn =
                switch (scheme) {
                    case "basic" -> users != null && isUser(users, credentials);
                    case "bearer" -> tokens != null && FOR_TOKENS.contains(path) && tokens.has(credentials);
                    default -> false;
                };
        if (!isLetIn) {
            throw new HttpException.RuntimeException(
                    HttpStatus.UNAUTHORIZED_401,
                    shown.isEmpty() ? "A user and a password, or a token, are needed here" : "These do not fit");
        }
    }

    private static boolean isUser(Users users, String credentials) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        int colon = pair.indexOf(':');
        return colon > 0 && users.isUser(pair.substring(0, colon), pair.substring(colon + 1));
    }
}

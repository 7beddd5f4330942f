package org.mailtally.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The key to the lines of the logs in the workbench, made at each start. Who opens the workbench by an address that holds it
 * gets it as a cookie, since nothing else in a request proves the right to read logs: behind a proxy everybody comes from this
 * host. Immutable and thread-safe.
 */
public final class WorkbenchKey {

    /** The parameter of the address that holds it. */
    public static final String PARAMETER = "key";

    private static final int BYTES = 16;

    private final String value;
    private final String cookie;

    private WorkbenchKey(String value, int port) {
        this.value = value;
        this.cookie = "mailtally-workbench-" + port;
    }

    /**
     * A key that nobody knows yet.
     *
     * @param port where this process answers: browsers keep the cookies of a host together, whatever their port
     */
    public static WorkbenchKey fresh(int port) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new WorkbenchKey(Base64.getUrlEncoder().withoutPadding().encodeToString(random), port);
    }

    /**
     * The address of the workbench with the key in it.
     *
     * @param base where this process answers, as {@code http://127.0.0.1:8025}
     */
    public String address(String base) {
        return base + "/try?" + PARAMETER + "=" + value;
    }

    /** Whether a request shows the key by its cookie. */
    public boolean isShownBy(Exchange exchange) {
        String cookies = HttpQuery.header(exchange, "Cookie");
        if (cookies == null) {
            return false;
        }
        boolean shown = false;
        for (String each : cookies.split(";")) {
            String pair = each.strip();
            shown |= pair.startsWith(cookie + "=") && isThis(pair.substring(cookie.length() + 1));
        }
        return shown;
    }

    /** Answers a request that holds a key in its address: the workbench without it there, or what the matter is. */
    public void take(Exchange exchange, @Nullable String given) {
        if (given == null || !isThis(given)) {
            HttpReply.text(
                    exchange,
                    403,
                    "text/plain; charset=utf-8",
                    Map.of(),
                    "This key is of another start: `mailtally workbench` prints the address with the one that fits.\n");
            return;
        }
        // Both without a path, so that they are right below the path of a proxy too.
        Map<String, String> headers =
                Map.of("Location", "try", "Set-Cookie", cookie + "=" + value + "; HttpOnly; SameSite=Strict");
        HttpReply.text(exchange, 303, "text/plain; charset=utf-8", headers, "");
    }

    /** Compares in a time that does not depend on where they differ. */
    private boolean isThis(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }
}

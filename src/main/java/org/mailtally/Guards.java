package org.mailtally;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mailtally.http.Access;
import org.mailtally.http.Tls;
import org.mailtally.http.Tokens;
import org.mailtally.http.Users;
import org.mailtally.settings.Setting;
import org.mailtally.settings.Settings;
import org.mailtally.settings.UserError;

/** What stands between the network and the counts, as the settings say. */
final class Guards {

    private Guards() {}

    /** @throws UserError where a file is wrong, or everybody could read though nobody said so */
    static Access access(Settings settings) {
        Access access = new Access(
                settings.get(Setting.HTTP_USERS).isEmpty()
                        ? null
                        : of(Setting.HTTP_USERS, () -> new Users(settings.path(Setting.HTTP_USERS))),
                settings.get(Setting.HTTP_TOKENS).isEmpty()
                        ? null
                        : of(Setting.HTTP_TOKENS, () -> new Tokens(settings.path(Setting.HTTP_TOKENS))));
        String host = settings.get(Setting.HTTP_HOST);
        if (!access.isGuarded() && !settings.flag(Setting.HTTP_OPEN) && !isLoopback(host)) {
            throw new UserError(
                    "http.host=" + host + ": everybody who reaches this host could read the counts: name users"
                            + " by http.users=FILE (htpasswd -B -c FILE NAME), or set http.open=true where a firewall or a proxy"
                            + " keeps others out");
        }
        return access;
    }

    /** @throws UserError where a file is wrong, or one of two is left out */
    static @Nullable Tls tls(Settings settings) {
        boolean hasCertificate = !settings.get(Setting.HTTP_TLS_CERTIFICATE).isEmpty();
        boolean hasKey = !settings.get(Setting.HTTP_TLS_KEY).isEmpty();
        if (hasCertificate != hasKey) {
            throw new UserError("TLS needs both http.tls.certificate and http.tls.key: set the other one too");
        }
        return hasCertificate
                ? of(
                        Setting.HTTP_TLS_CERTIFICATE,
                        () -> new Tls(settings.path(Setting.HTTP_TLS_CERTIFICATE), settings.path(Setting.HTTP_TLS_KEY)))
                : null;
    }

    /** Where it answers, as somebody on this host would call it, without a slash at its end. */
    static String address(Settings settings) {
        String host = settings.get(Setting.HTTP_HOST);
        String shown = host.equals("0.0.0.0") || host.equals("[::]") ? "127.0.0.1" : host;
        String scheme = settings.get(Setting.HTTP_TLS_CERTIFICATE).isEmpty() ? "http://" : "https://";
        return scheme + shown + ":" + settings.number(Setting.HTTP_PORT);
    }

    private static <T> T of(Setting setting, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new UserError(setting.key() + ": " + e.getMessage());
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

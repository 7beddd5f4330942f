package org.mailtally.http;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS by PEM files, a certificate with its chain and a private key, as certbot and acme.sh leave them. They are looked at with
 * each connection, and read again when they are renewed; what is wrong then leaves the ones before. Thread-safe.
 */
public final class Tls extends SslContextFactory.Server {

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private final SecretFile<KeyStore> keys;

    /** @throws IllegalArgumentException where they cannot be read or do not fit each other, in one line */
    public Tls(Path certificate, Path key) {
        this.keys = new SecretFile<>(
                List.of(certificate, key),
                contents -> PemKeys.read(certificate, contents.get(0), key, contents.get(1)));
        setKeyStore(keys.now());
        setKeyStorePassword(PemKeys.PASSWORD);
        setIncludeProtocols("TLSv1.2", "TLSv1.3");
        setRenegotiationAllowed(false);
    }

    @Override
    public SSLEngine newSSLEngine(InetSocketAddress address) {
        renew();
        return super.newSSLEngine(address);
    }

    private void renew() {
        if (keys.take()) {
            try {
                reload(factory -> factory.setKeyStore(keys.now()));
            } catch (Exception e) {
                LOG.warn("The renewed certificate cannot be used: {}", e.getMessage());
            }
        }
    }
}

package org.mailtally.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reading of a certificate and its key in PEM. */
final class PemKeys {

    /** Of the store in memory, which wants one. */
    static final String PASSWORD = "mailtally";

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END");

    private PemKeys() {}

    /** @throws IllegalArgumentException where they are none or do not fit each other, in one line */
    static KeyStore read(Path certificateFile, byte[] certificates, Path keyFile, byte[] key) {
        Certificate[] chain = chain(certificateFile, certificates);
        PublicKey known = chain[0].getPublicKey();
        PrivateKey secret = key(keyFile, new String(key, StandardCharsets.ISO_8859_1), known.getAlgorithm());
        if (!isPair(secret, known)) {
            throw new IllegalArgumentException(
                    keyFile + ": it is not the key of the first certificate in " + certificateFile);
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("mailtally", secret, PASSWORD.toCharArray(), chain);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(certificateFile + ": " + e.getMessage(), e);
        }
    }

    private static Certificate[] chain(Path file, byte[] content) {
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content));
            if (!found.isEmpty()) {
                return found.toArray(new Certificate[0]);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + ": it holds no certificate in PEM: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(file + ": it holds no certificate in PEM");
    }

    private static PrivateKey key(Path file, String content, String algorithm) {
        Matcher form = KEY.matcher(content);
        if (!form.find()) {
            throw new IllegalArgumentException(file + ": it holds no private key in PEM");
        }
        if (!form.group(1).isEmpty()) {
            throw new IllegalArgumentException(file + ": its key is of the form '" + form.group(1)
                    + "PRIVATE KEY': make it a plain one with  openssl pkcs8 -topk8 -nocrypt -in " + file
                    + " -out NEW");
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(form.group(2));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + ": its key is no " + algorithm + " key, as the certificate's is", e);
        }
    }

    private static boolean isPair(PrivateKey secret, PublicKey known) {
        String algorithm =
                switch (known.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> known.getAlgorithm();
                };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update((byte) 1);
            byte[] signed = signature.sign();
            signature.initVerify(known);
            signature.update((byte) 1);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}

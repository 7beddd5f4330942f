package org.mailtally.store.embedded;

/** The embedded store cannot be opened or compacted; the message is one line that names the file and the remedy. */
public class EmbeddedStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedStoreException(String message) {
        super(message);
    }
}

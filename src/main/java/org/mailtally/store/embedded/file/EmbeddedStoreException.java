package org.mailtally.store.embedded.file;

/** The embedded store cannot be opened or compacted; the message is one line that names the file and the remedy. */
public class EmbeddedStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EmbeddedStoreException(String message) {
        super(message);
    }
}

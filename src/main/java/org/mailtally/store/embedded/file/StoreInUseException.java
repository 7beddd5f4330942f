package org.mailtally.store.embedded.file;

/** The embedded store is open in another process, whose server is to be used. */
public final class StoreInUseException extends EmbeddedStoreException {
    private static final long serialVersionUID = 1L;

    StoreInUseException(String message) {
        super(message);
    }
}

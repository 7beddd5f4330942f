package org.mailtally.source;

import java.io.IOException;

/** A file changed while it was read: nothing of it was counted, and it is looked at afresh. */
public final class ChangedLogException extends IOException {

    private static final long serialVersionUID = 1;

    public ChangedLogException(String message) {
        super(message);
    }
}

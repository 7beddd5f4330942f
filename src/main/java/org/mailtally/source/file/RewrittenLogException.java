package org.mailtally.source.file;

import java.io.IOException;

/** A file is a copy of its log that went on differently: another file is what was counted of it. */
public final class RewrittenLogException extends IOException {

    private static final long serialVersionUID = 1;

    RewrittenLogException(long position) {
        super("differs before byte " + position
                + " from what was counted of this log in another file, so it is left alone");
    }
}

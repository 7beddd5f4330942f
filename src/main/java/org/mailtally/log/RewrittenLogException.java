package org.mailtally.log;

import java.io.IOException;

/** A file is no longer what was counted of its log: it was rewritten in place, or is a copy that went on differently. */
public final class RewrittenLogException extends IOException {

    private static final long serialVersionUID = 1;

    RewrittenLogException(long position) {
        super("differs before byte " + position + " from what was counted of this log, so it is left alone");
    }
}

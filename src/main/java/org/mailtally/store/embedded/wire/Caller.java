package org.mailtally.store.embedded.wire;

/** Who is at the other end of a connection. */
public enum Caller {
    /** Has not logged in. */
    STRANGER,
    /** Has logged in with the password that is kept beside the store. */
    CLIENT,
    /** This process. */
    PIPELINE
}

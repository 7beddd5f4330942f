package org.mailtally.store.embedded.wire;

/** The sizes of what is taken and given, in bytes, as they are announced to clients. */
public final class Limits {
    /** A document. */
    public static final int DOCUMENT = 4 << 20;

    /** A message with all its documents. The process has 32 MB for messages that are on their way. */
    public static final int MESSAGE = 8 << 20;

    /** How deep documents and arrays lie in each other, as on MongoDB. */
    public static final int DEPTH = 100;

    /** A message of one who has not logged in. */
    static final int STRANGERS_MESSAGE = 16 << 10;

    /** What the fields of a message may take as objects; the bytes of one field are an object, its name and its value. */
    static final int FIELDS = 150_000;

    private Limits() {}
}

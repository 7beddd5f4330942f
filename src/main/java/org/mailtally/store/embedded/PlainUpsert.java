package org.mailtally.store.embedded;

/**
 * An upsert of the plainest kind, which is what rows are written by: the document that it inserts where its `_id` is not
 * there yet. See {@link PlainUpserts}.
 */
final class PlainUpsert {
    private final String id;
    private final byte[] document;
    private final boolean followsRowTime;

    /**
     * @param document as BSON, its caller's no more
     * @param followsRowTime whether the document follows {@link RowTime}
     */
    PlainUpsert(String id, byte[] document, boolean followsRowTime) {
        this.id = id;
        this.document = document;
        this.followsRowTime = followsRowTime;
    }

    String id() {
        return id;
    }

    byte[] document() {
        return document;
    }

    boolean followsRowTime() {
        return followsRowTime;
    }
}

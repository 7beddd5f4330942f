package org.mailtally.source.file;

import java.io.IOException;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.PlainContent;

/** A content during whose reading something happens to the file: once, just before a read that reaches a position. */
final class MeddledContent implements Content {

    /** What happens to the file. */
    @FunctionalInterface
    interface Meddling {
        void happen() throws IOException;
    }

    private final Content content;
    private final long position;
    private final Meddling meddling;
    private boolean happened;

    MeddledContent(Content content, long position, Meddling meddling) {
        this.content = content;
        this.position = position;
        this.meddling = meddling;
    }

    @Override
    public int read(long from, byte[] into, int at, int length) throws IOException {
        if (!happened && from >= position) {
            happened = true;
            meddling.happen();
        }
        return content.read(from, into, at, length);
    }

    @Override
    public boolean isCompressed() {
        return content.isCompressed();
    }

    @Override
    public PlainContent onDisk() {
        return content.onDisk();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}

package org.mailtally.source.file.content;

import java.io.IOException;

/** A part of a content, as if it were one of its own; closing it leaves the whole open. */
public record ContentPart(Content whole, long from, long to) implements Content {

    @Override
    public int read(long position, byte[] into, int at, int length) throws IOException {
        long there = Math.max(0, to - from - position);
        return whole.read(from + position, into, at, (int) Math.min(length, there));
    }

    @Override
    public boolean isCompressed() {
        return whole.isCompressed();
    }

    @Override
    public PlainContent onDisk() {
        return whole.onDisk();
    }

    @Override
    public void close() {}
}

package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.PlainContent;

/** A line whose end never comes grows to gigabytes: what was searched of it is not read again at each poll. */
class UnfinishedLineTest {

    private static final byte[] BEGINNING =
            "Nov 23 09:53:01 mx1 postfix/qmgr[1]: a line\n".repeat(10).getBytes(StandardCharsets.ISO_8859_1);
    private static final int LONG = 100_000_000;

    private final LogFolder logs;
    private final AtomicLong read = new AtomicLong();

    UnfinishedLineTest(@TempDir Path folder) {
        logs = new LogFolder(folder);
    }

    @Test
    void unfinishedLine_pollAfterPoll_isReadOnceAndCountedWhenItEnds() throws IOException {
        Place line = poll(LONG, Integer.MAX_VALUE, null);
        assertThat(line.position()).isEqualTo(BEGINNING.length);
        assertThat(poll(LONG, Integer.MAX_VALUE, line)).isEqualTo(line);
        for (int grown = 1; grown < 5; grown++) {
            assertThat(poll(LONG + grown * 10, Integer.MAX_VALUE, line)).isEqualTo(line);
            assertThat(read.get()).isLessThan(8_000_000);
        }

        assertThat(poll(LONG + 100, LONG + 50, line).position()).isEqualTo(LONG + 51);
        assertThat(read.get()).isLessThan(8_000_000);
    }

    @Test
    void unfinishedLine_otherBytesWhereItWasSearched_isSearchedAgain() throws IOException {
        Place line = poll(LONG, Integer.MAX_VALUE, null);
        assertThat(poll(LONG, Integer.MAX_VALUE, line)).isEqualTo(line);

        assertThat(poll(LONG + 1, LONG - 10, line).position()).isEqualTo(LONG - 9);
    }

    /** Reads a log on that ends with a long line; where its whole lines end then. */
    private Place poll(int size, int lineEnd, @Nullable Place from) throws IOException {
        OpenLog log = logs.opened("mail.log", content(size, lineEnd), size);
        log.settle(log.findFirstTime().orElseThrow());
        read.set(0);
        Place end = from == null ? log.start() : from;
        for (Portion portion; (portion = log.portion(end, Long.MAX_VALUE)) != null; ) {
            portion.read(block -> {});
            if (portion.end().position() == end.position()) {
                break;
            }
            end = portion.end();
        }
        return end;
    }

    private Content content(int size, int lineEnd) {
        return new Content() {
            @Override
            public int read(long position, byte[] into, int at, int length) {
                int there = (int) Math.max(0, Math.min(length, size - position));
                for (int i = 0; i < there; i++) {
                    long byteAt = position + i;
                    into[at + i] = byteAt < BEGINNING.length
                            ? BEGINNING[(int) byteAt]
                            : byteAt == lineEnd ? (byte) '\n' : (byte) 'x';
                }
                read.addAndGet(there);
                return there;
            }

            @Override
            public boolean isCompressed() {
                return false;
            }

            @Override
            public PlainContent onDisk() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {}
        };
    }
}

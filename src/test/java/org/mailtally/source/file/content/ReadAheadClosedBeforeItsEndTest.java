package org.mailtally.source.file.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Nobody reads on, while all that may be read ahead is. */
final class ReadAheadClosedBeforeItsEndTest {

    private final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private volatile Thread reading = Thread.currentThread();

    /** A stream without an end, which takes note of who reads it. */
    private final class Endless extends InputStream {
        private int closed;

        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] into, int at, int length) {
            Thread reader = Thread.currentThread();
            reader.setUncaughtExceptionHandler((thread, fault) -> faults.add(fault));
            reading = reader;
            return length;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @Test
    void close_allChunksFilled_endsTheThreadWithoutAFault() throws IOException {
        Endless endless = new Endless();
        ReadAhead ahead = new ReadAhead(endless);
        Awaitility.await().until(() -> reading.getState() == Thread.State.WAITING);

        ahead.close();
        ahead.close();

        assertThat(reading.isAlive()).isFalse();
        assertThat(faults).isEmpty();
        assertThat(endless.closed).isPositive();
    }
}

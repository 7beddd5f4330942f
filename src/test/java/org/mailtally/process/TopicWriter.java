package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Mail servers at work: a thread that writes some 1,000 lines a second into the partitions of a topic, until it is closed. A
 * record is a line, or the lines of a mail, or none. What it writes is in the account of its {@link MailLog}, which belongs
 * to it meanwhile.
 */
final class TopicWriter implements AutoCloseable {

    private static final List<MailLog.Form> FORMS =
            List.of(MailLog.Form.RFC_3164, MailLog.Form.RFC_3339, MailLog.Form.RFC_5424);
    private static final int MAILS_AT_ONCE = 10;
    private static final int LINES_A_MAIL = 3;
    private static final long PAUSE_NANOS = 1_000_000_000L * MAILS_AT_ONCE * LINES_A_MAIL / 1_000;

    private final MailLog account;
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final Random random;
    private final Thread thread;
    private final AtomicReference<@Nullable Exception> fault = new AtomicReference<>();
    private Instant time;
    private final AtomicLong written = new AtomicLong();
    private volatile boolean closed;

    /** @param time the time of the first line */
    TopicWriter(MailLog account, Broker broker, String topic, Instant time, Random random) {
        this.account = account;
        this.producer = broker.producer();
        this.topic = topic;
        this.time = time;
        this.random = random;
        this.thread = new Thread(this::write, "topic-writer");
        thread.setDaemon(true);
        thread.start();
    }

    private void write() {
        long next = System.nanoTime();
        while (!closed) {
            for (int mail = 0; mail < MAILS_AT_ONCE; mail++) {
                time = time.plusMillis(20);
                String lines = account.mail(time, FORMS.get(random.nextInt(FORMS.size())));
                if (random.nextBoolean()) {
                    send(lines);
                } else {
                    lines.lines().forEach(this::send);
                }
                if (random.nextInt(20) == 0) {
                    send(random.nextBoolean() ? null : "");
                }
            }
            written.addAndGet((long) MAILS_AT_ONCE * LINES_A_MAIL);
            next += PAUSE_NANOS;
            LockSupport.parkNanos(next - System.nanoTime());
        }
        producer.close();
    }

    private void send(@Nullable String text) {
        byte[] value = text == null ? null : text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] key = {(byte) random.nextInt(), (byte) random.nextInt()};
        var unused =
                producer.send(new ProducerRecord<>(topic, null, time.toEpochMilli(), key, value), (sent, failed) -> {
                    if (failed != null) {
                        fault.compareAndSet(null, failed);
                    }
                });
    }

    /** The lines written so far. */
    long written() {
        return written.get();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(fault.get()).as("what was written is there").isNull();
    }
}

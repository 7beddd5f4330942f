package org.mailtally.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.store.embedded.EmbeddedStore;

/** The store takes questions and answers none, as behind a network that swallows packets: it must count as away. */
class StoreThatHangsTest {

    /** A way to a server on which nothing comes back while it is held. Thread-safe. */
    private static final class Way implements AutoCloseable {

        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final EmbeddedStore store;
        private final InetSocketAddress target;
        private boolean held;

        Way(EmbeddedStore store) throws IOException {
            this.store = store;
            this.target = store.address();
            start(this::accept);
        }

        String address() {
            return store.pipelinesAddress().replace(":" + target.getPort(), ":" + listening.getLocalPort());
        }

        synchronized void hold(boolean now) {
            held = now;
            notifyAll();
        }

        private synchronized void pass() throws InterruptedException {
            while (held) {
                wait();
            }
        }

        private void accept() throws IOException {
            while (true) {
                Socket caller = listening.accept();
                Socket called = new Socket(target.getAddress(), target.getPort());
                start(() -> caller.getInputStream().transferTo(called.getOutputStream()));
                start(() -> copyBack(called.getInputStream(), caller.getOutputStream()));
            }
        }

        private void copyBack(InputStream from, OutputStream to) throws IOException, InterruptedException {
            byte[] bytes = new byte[1 << 16];
            for (int read; (read = from.read(bytes)) >= 0; ) {
                pass();
                to.write(bytes, 0, read);
            }
        }

        /** What a thread of the way does until its connection ends. */
        @FunctionalInterface
        private interface Work {
            void run() throws IOException, InterruptedException;
        }

        private static void start(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (IOException | InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            listening.close();
            hold(false);
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
    void question_withoutAnAnswer_failsAndTheNextOneIsAnswered(@TempDir Path folder) throws IOException {
        try (EmbeddedStore store = EmbeddedStore.open(folder);
                Way way = new Way(store);
                MongoClient client = StoreConnection.open(way.address(), Duration.ofMillis(300))) {
            MongoCollection<Document> rows = client.getDatabase("logs").getCollection("mail");
            rows.insertOne(new Document("_id", "a"));

            way.hold(true);
            assertThatThrownBy(() -> rows.find().first()).isInstanceOf(MongoException.class);

            way.hold(false);
            assertThat(rows.find().first()).containsEntry("_id", "a");
        }
    }
}

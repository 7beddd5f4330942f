package org.mailtally.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.source.file.FolderWatch;
import org.mailtally.source.file.FollowedFolder;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.LogFiles;
import org.mailtally.source.file.Sightings;
import org.mailtally.tally.SilentWindows;

/** A folder that is polled once an hour: what is read sooner was told by the watch. */
class LineBetweenTwoPollsTest {

    @TempDir
    private Path folder;

    private final AtomicInteger polls = new AtomicInteger();
    private final Queue<String> read = new ConcurrentLinkedQueue<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private FolderWatch watch;
    private PollThread thread;

    @BeforeEach
    void start() throws Exception {
        LogFiles files = new LogFiles(folder, Pattern.compile("mail\\.log.*"), 1);
        watch = new FolderWatch(files);
        thread = new PollThread(watch, System::nanoTime);
        Clock clock = Clock.systemUTC();
        Lookout lookout = new Lookout(
                new FollowedFolder(files, new Following(clock), clock),
                new Sightings(files, "mx1", clock, System::nanoTime),
                new SilentWindows("mx1", clock, System::nanoTime));
        camel.getRegistry().bind("thread", thread);
        camel.getRegistry().bind("polls", new CountedPolls(new Polls(lookout, thread), polls));
        camel.addRoutes(route("first"));
        camel.start();
        await().until(() -> polls.get() == 1);
    }

    @AfterEach
    void stop() {
        camel.stop();
        watch.close();
        thread.shutdownNow();
    }

    private RouteBuilder route(String id) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + folder
                                + "?noop=true&idempotentKey=${file:name}-${file:size}&delay=3600000&initialDelay=0"
                                + "&scheduledExecutorService=#thread&pollStrategy=#polls")
                        .routeId(id)
                        .process(exchange -> read.add(id + " read "
                                + exchange.getIn().getBody(String.class).strip()));
            }
        };
    }

    /** Returns behind every poll that was asked for before. */
    private void awaitWhatIsDue() throws Exception {
        thread.schedule(() -> {}, 200, TimeUnit.MILLISECONDS).get();
    }

    private record CountedPolls(Polls polls, AtomicInteger count) implements PollingConsumerPollStrategy {
        @Override
        public boolean begin(Consumer consumer, Endpoint endpoint) {
            return polls.begin(consumer, endpoint);
        }

        @Override
        public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
            polls.commit(consumer, endpoint, polledMessages);
            count.incrementAndGet();
        }

        @Override
        public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause)
                throws Exception {
            return polls.rollback(consumer, endpoint, retryCounter, cause);
        }
    }

    @Test
    void isReadAtOnce() throws Exception {
        Files.writeString(folder.resolve("mail.log"), "one");
        await().until(() -> !read.isEmpty());
        assertThat(read).containsExactly("first read one");
    }

    @Test
    void pollThatReadSomething_waitsForTheNextOne_soThatALogInUseIsNotPolledWithoutPause() throws Exception {
        Files.writeString(folder.resolve("mail.log"), "one");
        await().until(() -> polls.get() == 2);
        Files.writeString(folder.resolve("mail.log"), " two", StandardOpenOption.APPEND);
        thread.soon();
        awaitWhatIsDue();
        assertThat(polls).hasValue(3);
        assertThat(read).containsExactly("first read one", "first read one two");
    }

    @Test
    void routeThatIsGone_isPolledNoMore_theOneInItsPlaceIs() throws Exception {
        camel.getRouteController().stopRoute("first");
        camel.removeRoute("first");
        thread.soon();
        awaitWhatIsDue();
        assertThat(polls).hasValue(1);

        camel.addRoutes(route("second"));
        await().until(() -> polls.get() == 2);
        Files.writeString(folder.resolve("mail.log"), "one");
        await().until(() -> !read.isEmpty());
        assertThat(read).containsExactly("second read one");
    }
}

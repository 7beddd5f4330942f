package org.mailtally.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.source.file.FolderWatch;
import org.mailtally.source.file.LogFiles;

/** Polls that are left out while nothing can have changed, and those that are not. The clock is the test's. */
class FolderAtRestTest {

    private static final long A_SECOND = 1_000_000_000;

    @TempDir
    private Path folder;

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger polls = new AtomicInteger();
    private FolderWatch watch;
    private PollThread thread;

    @BeforeEach
    void start() {
        watch = new FolderWatch(new LogFiles(folder, Pattern.compile("mail\\.log"), 1));
        thread = new PollThread(watch, now::get);
    }

    @AfterEach
    void stop() {
        watch.close();
        thread.shutdownNow();
    }

    private void poll(Runnable whatElse) {
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                () -> {
                    whatElse.run();
                    polls.incrementAndGet();
                },
                0,
                1,
                TimeUnit.MILLISECONDS);
    }

    /** Polls twice: only the second time it is known that nothing came behind the poll. */
    private void pollAndRest() {
        poll(thread::rest);
        await().until(() -> polls.get() == 2);
        assumeThat(watch.isAtRest())
                .as("the temporary folder is on a local file system")
                .isTrue();
    }

    /** Returns behind some dozens of delays. */
    private void awaitDelays() throws Exception {
        thread.schedule(() -> {}, 100, TimeUnit.MILLISECONDS).get();
    }

    @Test
    void isPolledAtEachDelay_whereItIsNotAtRest() {
        poll(() -> {});
        await().until(() -> polls.get() > 5);
    }

    @Test
    void isNotPolled_untilTimeIsUp() throws Exception {
        pollAndRest();
        awaitDelays();
        now.addAndGet(A_SECOND);
        awaitDelays();
        assertThat(polls).hasValue(2);

        now.addAndGet(A_SECOND);
        await().until(() -> polls.get() == 3);
        awaitDelays();
        assertThat(polls).hasValue(3);
    }

    @Test
    void isPolledSoon_onceALogChanged() throws Exception {
        pollAndRest();
        Files.writeString(folder.resolve("mail.log"), "a line");
        await().until(() -> polls.get() > 2);
    }

    @Test
    void isPolledAtEachDelay_onceAnotherFileChanged_untilItIsKnownToBeAtRestAgain() throws Exception {
        AtomicBoolean rests = new AtomicBoolean(true);
        poll(() -> {
            if (rests.get()) {
                thread.rest();
            }
        });
        await().until(() -> polls.get() == 2);
        rests.set(false);
        Files.writeString(folder.resolve("auth.log"), "a line");
        await().until(() -> polls.get() > 5);
    }

    @Test
    void isPolledSoon_whereItIsAskedFor_asOfTrackersThatWereEdited() {
        pollAndRest();
        thread.soon();
        await().until(() -> polls.get() == 3);
    }

    @Test
    void isPolledByARouteInPlaceOfTheOneBefore() {
        pollAndRest();
        poll(() -> {});
        await().until(() -> polls.get() > 2);
    }
}

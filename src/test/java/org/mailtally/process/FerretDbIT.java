package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailtally.packaging.Command;
import org.opentest4j.TestAbortedException;

/**
 * The same on a store of other make: FerretDB, to which all that is asked and written must mean the same. It is skipped,
 * and says why, where {@link FerretDb} is not at hand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FerretDbIT {

    private static final String WEAK = "?w=0&readPreference=secondary&serverSelectionTimeoutMS=1000";
    private static final int MAILS = 3_000;

    private FerretDb program = new FerretDb(Path.of(""));
    private @Nullable TestAbortedException whyNot;

    @BeforeAll
    void build(@TempDir Path folder) throws IOException, InterruptedException {
        try {
            program = FerretDb.built(folder);
        } catch (TestAbortedException missing) {
            whyNot = missing;
        }
    }

    /** Before each, not before all of them: so that those skipped are counted, each with the reason. */
    @BeforeEach
    void mustBeAtHand() {
        if (whyNot != null) {
            throw whyNot;
        }
    }

    @Test
    void wholeJob_withAKillInTheMiddle_isExact(@TempDir Path home) throws IOException {
        MailLog account = new MailLog(31);
        try (StoreServer store = new StoreServer(home.resolve("store"), program);
                Product product = new Product(home).set("mongodb.uri", store.address() + WEAK)) {
            new TrackersFile(product).with("queued", "Queued", "cleanup.*: (?<digit>[0-9A-F])[0-9A-F]{9}: ", "digit");
            Path log = product.logs().resolve("mail.log");
            write(account, log, Instant.now().minus(Duration.ofHours(20)));
            product.launch();
            product.liveFor(3_000);
            product.kill();
            product.start();
            write(account, log, Instant.now().minus(Duration.ofHours(10)));

            product.awaitCounts("outgoing", account.messages());
            product.awaitCounts("lines", account.lines());
            Command.Outcome verified = product.verify();
            assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
            assertThat(verified.out()).containsPattern("(?m)^queued by +window +[1-9]\\d* +0 +0$");
            try (MongoClient client = MongoClients.create(store.address())) {
                long total = 0;
                for (Document row : client.getDatabase("logs")
                        .getCollection("mail")
                        .find(Filters.and(
                                Filters.eq("tracker", "outgoing"),
                                Filters.gte("insert_time", Instant.now().minus(Duration.ofDays(1)))))) {
                    total += row.get("msg_count", Number.class).longValue();
                }
                assertThat(total).isEqualTo(2 * MAILS);
            }
            assertThat(product.output()).doesNotContain("Exception");
        }
    }

    private static void write(MailLog account, Path log, Instant from) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int mail = 0; mail < MAILS; mail++) {
            text.append(account.mail(from.plusSeconds(mail * 10L), MailLog.Form.RFC_3339));
        }
        MailLog.append(log, text.toString());
    }

    @Nested
    class WithTwoInstances extends TwoInstancesIT {
        @Override
        StoreServer store(Path folder) throws IOException {
            return new StoreServer(folder, program);
        }
    }

    @Nested
    class InTrouble extends StoreTroubleIT {
        @Override
        StoreServer store(Path folder) throws IOException {
            return new StoreServer(folder, program);
        }

        @Override
        String full() {
            return "full";
        }
    }

    /** At the one moment of which the store is a part. */
    @Nested
    class WithEveryRotationWhileItIsAway extends RotationMatrixIT {
        @Override
        StoreServer store(Path folder) throws IOException {
            return new StoreServer(folder, program);
        }

        @Override
        @ParameterizedTest
        @EnumSource(names = "WHILE_THE_STORE_IS_AWAY")
        void rotated_everyWindowIsExact_orItsGapIsReported(Moment moment) throws IOException {
            super.rotated_everyWindowIsExact_orItsGapIsReported(moment);
        }
    }
}

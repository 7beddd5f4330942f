package org.mailtally.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BrokerWatchTest {

    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final BrokerWatch watch = new BrokerWatch("kafka1:9092", new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void brokersThatAnswer_orWereNeverPolled_areNotNamed() {
        assertThat(watch.remark()).isEmpty();
        watch.polled(10);
        now = now.plusSeconds(14);
        watch.polled(10);
        assertThat(watch.remark()).isEmpty();
        now = now.plusSeconds(14);
        watch.polled(20);

        assertThat(watch.remark()).isEmpty();
    }

    @Test
    void brokersThatDoNotAnswer_areNamedWithTheTimeAndTheRemedy_untilTheyDo() {
        watch.polled(10);
        now = now.plusSeconds(300);
        watch.polled(10);
        assertThat(watch.remark())
                .hasValue("kafka.brokers=kafka1:9092: no broker has answered since 2026-11-23 10:00 UTC: start one, or"
                        + " correct kafka.brokers or kafka.security");
        watch.polled(11);

        assertThat(watch.remark()).isEmpty();
    }

    @Test
    void pollThatFails_isReportedUntilOneDoesNot() {
        watch.failed(new IllegalStateException("Authentication failed"));
        assertThat(watch.remark().orElseThrow())
                .startsWith("kafka.brokers=kafka1:9092: Authentication failed: correct kafka.brokers");
        watch.polled(10);

        assertThat(watch.remark()).isEmpty();
    }
}

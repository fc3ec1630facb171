package dev.muster.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.testing.Infrastructure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BrokerOutageIT {

    @Test
    void sendsWaitingMessagesWhenTheBrokerIsBack() {
        try (Infrastructure infrastructure = Infrastructure.startOwn();
                OutboxFixture outbox = new OutboxFixture(infrastructure)) {
            OutboxRelay relay = outbox.startRelay();
            outbox.append(outbox.message("key", "before"));
            await().untilAsserted(() -> assertThat(outbox.received("key")).containsExactly("before"));

            infrastructure.stopBroker();
            outbox.append(outbox.message("key", "meanwhile"));
            await().atMost(Duration.ofMinutes(1)).until(() -> relay.failingSince() != null);
            assertThat(outbox.depth()).isEqualTo(1);
            infrastructure.startBroker();

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(outbox.received("key")).contains("before", "meanwhile"));
            await().until(() -> outbox.depth() == 0 && relay.failingSince() == null);
        }
    }
}

package dev.muster.ingestservice.report.kafka;

import dev.muster.messaging.outbox.OutboxRelays;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;

/** Records the problem of the relays right before the missing topics are created. Not a component: tests import it. */
class RelayProblemProbe {

    private static volatile @Nullable String problem = "not recorded";

    static @Nullable String relayProblem() {
        return problem;
    }

    @Bean
    static SmartLifecycle recordRelayProblem(OutboxRelays relays) {
        return new SmartLifecycle() {

            private volatile boolean running;

            @Override
            public void start() {
                problem = relays.problem();
                running = true;
            }

            @Override
            public void stop() {
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            @Override
            public int getPhase() {
                return -1;
            }
        };
    }
}

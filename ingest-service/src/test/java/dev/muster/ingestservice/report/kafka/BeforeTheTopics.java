package dev.muster.ingestservice.report.kafka;

import dev.muster.messaging.outbox.OutboxRelays;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;

/** Looks at the relays right before the missing topics are created. No component, so that only who names it has it. */
class BeforeTheTopics {

    private static volatile @Nullable String trouble = "not looked";

    /** What the relays said of themselves. */
    static @Nullable String troubleOfTheRelays() {
        return trouble;
    }

    @Bean
    static SmartLifecycle lookAtTheRelays(OutboxRelays relays) {
        return new SmartLifecycle() {

            private volatile boolean running;

            @Override
            public void start() {
                trouble = relays.trouble();
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

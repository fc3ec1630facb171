package dev.muster.messaging;

import dev.muster.messaging.consumer.DeadLetterWriter;
import dev.muster.messaging.consumer.InputGuard;
import dev.muster.messaging.consumer.InputSettings;
import dev.muster.messaging.consumer.PollFailureMonitor;
import dev.muster.messaging.outbox.OutboxWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Dead letters, failures of polls, and the guard against input that was deleted before it was read. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InputSettings.class)
class InputConfiguration {

    @Bean(destroyMethod = "close")
    InputGuard inputGuard(
            KafkaProperties kafka, DataSource dataSource, InputSettings settings, MeterRegistry registry, Clock clock) {
        return new InputGuard(kafka.buildAdminProperties(), dataSource, settings, registry, clock);
    }

    @Bean
    DeadLetterWriter deadLetterWriter(OutboxWriter outbox, MeterRegistry registry, Clock clock) {
        return new DeadLetterWriter(outbox, registry, clock);
    }

    @Bean
    PollFailureMonitor pollFailureMonitor(MeterRegistry registry, Clock clock) {
        return new PollFailureMonitor(registry, clock);
    }
}

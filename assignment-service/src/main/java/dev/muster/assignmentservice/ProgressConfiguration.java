package dev.muster.assignmentservice;

import dev.muster.assignmentservice.application.kafka.ConsumerProgress;
import dev.muster.assignmentservice.ownership.WaitingSettings;
import dev.muster.schemas.Topics;
import java.time.Clock;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the progress of the inventory consumer. */
@Configuration(proxyBeanMethods = false)
class ProgressConfiguration {

    @Bean
    ConsumerProgress inventoryProgress(KafkaProperties properties, WaitingSettings settings, Clock clock) {
        return new ConsumerProgress(
                () -> Admin.create(properties.buildAdminProperties()),
                "muster-" + KafkaConfiguration.APPLICATIONS,
                Topics.INVENTORY_APPLICATIONS,
                settings.sweepInterval(),
                clock);
    }
}

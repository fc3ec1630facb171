package dev.muster.assignment.kafka;

import dev.muster.assignment.ownership.WaitingSettings;
import dev.muster.schemas.Topics;
import java.time.Clock;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How far this service has come with what it reads. */
@Configuration(proxyBeanMethods = false)
class ProgressConfiguration {

    @Bean
    FollowedInventory followedInventory(KafkaProperties properties, WaitingSettings settings, Clock clock) {
        return new FollowedInventory(
                () -> Admin.create(properties.buildAdminProperties()),
                "muster-" + KafkaConfiguration.APPLICATIONS,
                Topics.INVENTORY_APPLICATIONS,
                settings.sweepInterval(),
                clock);
    }
}

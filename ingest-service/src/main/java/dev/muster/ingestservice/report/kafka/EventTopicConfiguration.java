package dev.muster.ingestservice.report.kafka;

import dev.muster.inventory.ApplicationEvent;
import dev.muster.inventory.InventorySystemEvent;
import dev.muster.messaging.outbox.EventTopic;
import dev.muster.schemas.Topics;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The compacted topics of events that go through the outbox. */
@Configuration(proxyBeanMethods = false)
class EventTopicConfiguration {

    @Bean
    List<EventTopic> eventTopics() {
        return List.of(
                EventTopic.of(
                        Topics.INVENTORY_APPLICATIONS, """
                        select application_id, revision from application_record
                         where application_id = any(?)
                         order by application_id
                        """, ApplicationEvent.class, ApplicationEvent::getRevision),
                EventTopic.of(
                        Topics.INVENTORY_SYSTEMS, """
                        select system_id, revision from system
                         where system_id = any(?)
                         order by system_id
                        """, InventorySystemEvent.class, InventorySystemEvent::getRevision));
    }
}

package dev.muster.ingestservice;

import dev.muster.inventory.ApplicationEvent;
import dev.muster.messaging.outbox.EventTopic;
import dev.muster.messaging.outbox.OutboxSettings;
import dev.muster.schemas.Topics;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings of the outbox and the compacted topics of events that go through it. */
@Configuration(proxyBeanMethods = false)
class EventTopicConfiguration {

    @Bean
    OutboxSettings outboxSettings(IngestSettings settings) {
        return settings.outbox();
    }

    @Bean
    List<EventTopic> eventTopics() {
        return List.of(EventTopic.of(
                Topics.INVENTORY_APPLICATIONS, """
                select application_id, revision from application_record
                 where application_id = any(?)
                 order by application_id
                """, ApplicationEvent.class, ApplicationEvent::getRevision));
    }
}

package dev.muster.assignmentservice;

import dev.muster.assignmentservice.directory.ParkingSettings;
import dev.muster.assignmentservice.kafka.ListenerSettings;
import dev.muster.assignmentservice.ownership.RebrandingSettings;
import dev.muster.assignmentservice.ownership.WaitingSettings;
import dev.muster.assignmentservice.security.SecuritySettings;
import dev.muster.messaging.outbox.OutboxSettings;
import dev.muster.messaging.topic.TopicPolicy;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of this service, under {@code muster}; application.yml has the defaults and describes them.
 *
 * @param publicUrl the base URL of this service for its users; blank to take it from the request
 */
@NullMarked
@ConfigurationProperties("muster")
record AssignmentSettings(
        ListenerSettings listeners,
        TopicPolicy topics,
        OutboxSettings outbox,
        WaitingSettings waiting,
        ParkingSettings parking,
        RebrandingSettings rebranding,
        SecuritySettings security,
        String publicUrl) {}

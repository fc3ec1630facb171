package dev.muster.assignment;

import dev.muster.assignment.access.SecuritySettings;
import dev.muster.assignment.directory.ParkingSettings;
import dev.muster.assignment.kafka.ListenerSettings;
import dev.muster.assignment.ownership.RebrandingSettings;
import dev.muster.assignment.ownership.WaitingSettings;
import dev.muster.inbox.TopicPolicy;
import dev.muster.outbox.OutboxSettings;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of this service, under {@code muster}; application.yml has the defaults and says what they are for.
 *
 * @param publicUrl where users reach this service; blank when requests say it
 */
@NullMarked
@ConfigurationProperties("muster")
public record AssignmentSettings(
        ListenerSettings listeners,
        TopicPolicy topics,
        OutboxSettings outbox,
        WaitingSettings waiting,
        ParkingSettings parking,
        RebrandingSettings rebranding,
        SecuritySettings security,
        String publicUrl) {}

package dev.muster.assignmentservice;

import dev.muster.messaging.topic.TopicPolicy;
import dev.muster.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics that this service reads and writes, with their retention. */
final class AssignmentTopics {

    private static final Duration RETENTION = Duration.ofDays(7);

    private AssignmentTopics() {}

    static List<NewTopic> all(TopicPolicy policy) {
        return List.of(
                policy.inputRetainedFor(Topics.ASSIGNMENT_COMMANDS, RETENTION),
                policy.deadLettersOf(Topics.ASSIGNMENT_COMMANDS),
                policy.retainedFor(Topics.ASSIGNMENT_OUTCOMES, RETENTION),
                policy.compacted(Topics.ASSIGNMENT_OWNERSHIPS),
                policy.compacted(Topics.ASSIGNMENT_RULE_SETS),
                policy.inputRetainedFor(Topics.DIRECTORY_COMMANDS, RETENTION),
                policy.deadLettersOf(Topics.DIRECTORY_COMMANDS),
                policy.compacted(Topics.DIRECTORY_ORGANIZATIONS),
                policy.compacted(Topics.DIRECTORY_USERS),
                policy.compacted(Topics.DIRECTORY_MEMBERSHIPS),
                policy.compacted(Topics.DIRECTORY_ASSOCIATIONS),
                policy.compacted(Topics.DIRECTORY_SYSTEMS),
                policy.compacted(Topics.INVENTORY_APPLICATIONS),
                policy.deadLettersOf(Topics.INVENTORY_APPLICATIONS),
                policy.compacted(Topics.INVENTORY_SYSTEMS),
                policy.deadLettersOf(Topics.INVENTORY_SYSTEMS));
    }
}

package dev.muster.assignment.kafka;

import dev.muster.inbox.TopicPolicy;
import dev.muster.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics that this service reads and writes, and how long they keep what. */
final class AssignmentTopics {

    private static final Duration KEPT = Duration.ofDays(7);

    private AssignmentTopics() {}

    static List<NewTopic> all(TopicPolicy policy) {
        return List.of(
                commands(policy, Topics.ASSIGNMENT_COMMANDS),
                policy.deadLettersOf(Topics.ASSIGNMENT_COMMANDS),
                policy.keptFor(Topics.ASSIGNMENT_OUTCOMES, KEPT),
                policy.compacted(Topics.ASSIGNMENT_OWNERSHIPS),
                commands(policy, Topics.DIRECTORY_COMMANDS),
                policy.deadLettersOf(Topics.DIRECTORY_COMMANDS),
                policy.compacted(Topics.DIRECTORY_ORGANIZATIONS),
                policy.compacted(Topics.DIRECTORY_USERS),
                policy.compacted(Topics.DIRECTORY_MEMBERSHIPS),
                policy.compacted(Topics.DIRECTORY_ASSOCIATIONS),
                policy.compacted(Topics.DIRECTORY_SYSTEMS),
                policy.compacted(Topics.INVENTORY_APPLICATIONS),
                policy.deadLettersOf(Topics.INVENTORY_APPLICATIONS));
    }

    /** The broker says when a command came: its token has to have been good then, see {@link RecordCallers}. */
    private static NewTopic commands(TopicPolicy policy, String name) {
        NewTopic topic = policy.inputKeptFor(name, KEPT);
        topic.configs().put("message.timestamp.type", "LogAppendTime");
        return topic;
    }
}

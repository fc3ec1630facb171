package dev.muster.assignmentservice.run.kafka;

import dev.muster.assignment.RuleSetEvent;
import dev.muster.assignmentservice.run.RuleSetPublisher;
import dev.muster.assignmentservice.run.RuleSets.Published;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.messaging.outbox.OutboxWriter;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Publishes rule sets on {@code assignment.rule-sets}. */
public final class OutboxRuleSetPublisher implements RuleSetPublisher {

    private final OutboxWriter outbox;
    private final SingleObjectCodec<RuleSetEvent> codec = SingleObjectCodec.of(RuleSetEvent.class);

    public OutboxRuleSetPublisher(OutboxWriter outbox) {
        this.outbox = outbox;
    }

    @Override
    public void publishRemoval(String setKey) {
        outbox.append(
                List.of(new OutboxMessage(Topics.ASSIGNMENT_RULE_SETS, setKey.getBytes(StandardCharsets.UTF_8), null)));
    }

    @Override
    public void publish(Published published) {
        RuleSetEvent event = new RuleSetEvent(
                published.setKey(),
                published.revision(),
                published.document(),
                published.commandId(),
                published.actor(),
                published.publishedAt());
        outbox.append(List.of(new OutboxMessage(
                Topics.ASSIGNMENT_RULE_SETS,
                published.setKey().getBytes(StandardCharsets.UTF_8),
                codec.encode(event))));
    }
}

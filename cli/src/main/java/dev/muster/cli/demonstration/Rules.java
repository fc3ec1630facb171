package dev.muster.cli.demonstration;

import dev.muster.cli.access.AssignmentApi.Answer;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.rules.Explanation;
import dev.muster.cli.rules.PlanText;
import dev.muster.cli.rules.RuleSetClient;
import dev.muster.cli.rules.RunClient;
import dev.muster.cli.terminal.ProgressSteps;
import dev.muster.cli.terminal.TerminalText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules of the platform in the demonstration. They assign what no command has assigned. */
final class Rules {

    /** The type of services, which collectors report. */
    static final String SERVICE = "service";

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private static final String DOCUMENT = """
            rules:
              - id: services-of-this-host
                match:
                  - {field: system_id, op: equals, value: %s}
                  - {field: instance_of, op: equals, value: service}
                target: {organization: %s}
                on_unmatch: UNASSIGN
              - id: even-systems
                match:
                  - {field: system_id, op: glob, value: "neth-*[02468]"}
                target: {organization: %s}
              - id: odd-systems
                match:
                  - {field: system_id, op: glob, value: "neth-*"}
                target: {organization: %s}
            """;

    private final Pipeline pipeline;
    private final ProgressSteps steps;
    private final byte[] document;

    Rules(Pipeline pipeline, ProgressSteps steps, String host) {
        this.pipeline = pipeline;
        this.steps = steps;
        String quotedHost = JsonMapper.shared().writeValueAsString(host);
        this.document = DOCUMENT.formatted(
                        quotedHost, Organizations.THIS_HOST, Organizations.NORTH, Organizations.SOUTH)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Previews the rules, and publishes them with the token of the preview unless the platform has rules already. */
    String publish() {
        RuleSetClient ruleSet = new RuleSetClient(pipeline.api(), RuleSetClient.PLATFORM);
        JsonNode plan = ruleSet.preview(document);
        PlanText.ofPlan(plan, 3).forEach(line -> steps.line("  " + TerminalText.inLine(line)));
        Optional<Answer> present = ruleSet.find();
        if (present.isPresent()) {
            return "revision " + present.get().data().path("revision").asLong(0) + " is in force already";
        }
        Answer answer =
                ruleSet.publish(document, present, plan.path("plan_token").asString(null));
        JsonNode run = new RunClient(pipeline.api())
                .await(answer.data(), TIMEOUT, line -> steps.line("  " + TerminalText.inLine(line)));
        if (!run.path("state").asString("").equals("done")) {
            throw CliException.unavailable("the rules were not applied: " + run);
        }
        return run.at("/counts/changed").asLong(0) + " applications changed";
    }

    /** Explains the owner of an application. */
    String explain(String applicationId) {
        JsonNode explanation = Explanation.read(pipeline.api(), applicationId);
        Explanation.lines(applicationId, explanation).forEach(line -> steps.line("  " + TerminalText.inLine(line)));
        return "decided by " + explanation.path("source").asString("nobody");
    }
}

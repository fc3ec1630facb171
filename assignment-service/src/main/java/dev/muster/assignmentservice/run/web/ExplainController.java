package dev.muster.assignmentservice.run.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.rule.Candidates;
import dev.muster.assignmentservice.rule.Candidates.Candidate;
import dev.muster.assignmentservice.rule.Explanation;
import dev.muster.assignmentservice.rule.Explanation.RuleExplanation;
import dev.muster.assignmentservice.rule.Explanation.SetExplanation;
import dev.muster.assignmentservice.rule.RuleDecision;
import dev.muster.assignmentservice.rule.RuleDecision.Found;
import dev.muster.assignmentservice.rule.RuleDecision.Present;
import dev.muster.assignmentservice.rule.RuleDecision.RuleReference;
import dev.muster.assignmentservice.rule.RuleEngine;
import dev.muster.assignmentservice.rule.RuleEngines;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.ApplicationOwner;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.Envelope;
import dev.muster.assignmentservice.web.QueryParameters;
import dev.muster.text.TextValidation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Explains who owns an application and why. */
@RestController
class ExplainController {

    private static final String EXPLAIN = "/api/applications/{id}/assignment/explain";

    private final Candidates candidates;
    private final RuleEngines engines;
    private final AccessScope scope;

    ExplainController(Candidates candidates, RuleEngines engines, AccessScope scope) {
        this.candidates = candidates;
        this.engines = engines;
        this.scope = scope;
    }

    @GetMapping({EXPLAIN, EXPLAIN + "/"})
    @RequiresPermission(Permission.READ_RULES)
    Envelope<ExplanationBody> explain(Caller caller, HttpServletRequest request, @PathVariable("id") String id) {
        QueryParameters.requireNone(request);
        ApplicationOwner owner = TextValidation.hasControlCharacter(id) ? null : scope.find(id);
        if (owner == null || !scope.includes(caller, owner)) {
            throw ApiException.notFound("application");
        }
        RuleEngine engine = engines.current();
        List<Candidate> found = candidates.find(List.of(id), true);
        if (found.isEmpty()) {
            throw ApiException.notFound("application");
        }
        Candidate candidate = found.get(0);
        Explanation explanation = Explanation.of(engine, candidate.subject(), candidate.present());
        return new Envelope<>(200, "assignment explained", body(caller, candidate.present(), explanation));
    }

    private ExplanationBody body(Caller caller, Present present, Explanation explanation) {
        List<SetBody> sets = new ArrayList<>();
        boolean above = false;
        for (SetExplanation set : explanation.sets()) {
            boolean visible = caller.platformAdministrator() || scope.includes(caller, set.setKey());
            above |= !visible;
            if (visible) {
                sets.add(SetBody.of(set));
            }
        }
        RuleReference rule = present.rule();
        boolean ruleVisible = rule != null && (caller.platformAdministrator() || scope.includes(caller, rule.setKey()));
        Found next = explanation.decision().found();
        return new ExplanationBody(
                shown(caller, present.organizationId()),
                present.source() == null ? null : present.source().name().toLowerCase(Locale.ROOT),
                present.pinned(),
                rule != null && ruleVisible ? rule.setKey() : null,
                rule != null && ruleVisible ? rule.ruleId() : null,
                explanation.decision().kind().name().toLowerCase(Locale.ROOT),
                explanation.decision().kind() == RuleDecision.Kind.ASSIGN && next != null
                        ? shown(caller, next.organizationId())
                        : null,
                above,
                sets);
    }

    private @Nullable String shown(Caller caller, @Nullable String organizationId) {
        return scope.includes(caller, organizationId) ? organizationId : null;
    }

    /**
     * Who owns the application and what the rules say. Organizations outside the caller's access scope are null.
     *
     * @param organizationId the owner at present
     * @param decision what the rules would do now; {@code unchanged} and {@code pinned} as a rule
     * @param nextOrganizationId the owner that it is about to get
     * @param decidedAbove whether sets outside the caller's access scope were asked too, which are not shown
     */
    record ExplanationBody(
            @JsonProperty("organization_id") @Nullable String organizationId,
            @JsonProperty("source") @Nullable String source,
            @JsonProperty("pinned") boolean pinned,
            @JsonProperty("rule_set") @Nullable String ruleSet,
            @JsonProperty("rule_id") @Nullable String ruleId,
            @JsonProperty("decision") String decision,

            @JsonProperty("next_organization_id") @Nullable String nextOrganizationId,

            @JsonProperty("decided_above") boolean decidedAbove,
            @JsonProperty("sets") List<SetBody> sets) {}

    /** A set that was asked. */
    record SetBody(
            @JsonProperty("organization_id") String organizationId,
            @JsonProperty("revision") long revision,
            @JsonProperty("target") @Nullable String target,
            @JsonProperty("blocked") boolean blocked,
            @JsonProperty("rules") List<RuleBody> rules) {

        static SetBody of(SetExplanation set) {
            return new SetBody(
                    set.setKey(),
                    set.revision(),
                    set.target(),
                    set.blocked(),
                    set.rules().stream().map(RuleBody::of).toList());
        }
    }

    /** A rule: {@code off}, {@code observed}, {@code won}, {@code matched_later} or {@code not_matched}, and why not. */
    record RuleBody(
            @JsonProperty("id") String id,
            @JsonProperty("result") String result,
            @JsonProperty("failed") @Nullable String failed) {

        static RuleBody of(RuleExplanation rule) {
            return new RuleBody(rule.ruleId(), rule.result().name().toLowerCase(Locale.ROOT), rule.failed());
        }
    }
}

package dev.muster.assignmentservice.run.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
import dev.muster.assignmentservice.directory.web.CommandIds;
import dev.muster.assignmentservice.directory.web.DirectoryRequestHandler;
import dev.muster.assignmentservice.directory.web.RequestHash;
import dev.muster.assignmentservice.rule.RuleDocument;
import dev.muster.assignmentservice.rule.RuleEngine;
import dev.muster.assignmentservice.rule.RuleEngine.PublishedSet;
import dev.muster.assignmentservice.rule.RuleEngines;
import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.rule.RuleSetParser;
import dev.muster.assignmentservice.rule.RuleSetParser.InvalidRuleSetException;
import dev.muster.assignmentservice.run.PlanPreview;
import dev.muster.assignmentservice.run.PublishRules;
import dev.muster.assignmentservice.run.RuleSetReader;
import dev.muster.assignmentservice.run.RuleSets;
import dev.muster.assignmentservice.run.RuleSets.Published;
import dev.muster.assignmentservice.run.Run;
import dev.muster.assignmentservice.run.RunStore;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import dev.muster.assignmentservice.web.ApiException.Problem;
import dev.muster.assignmentservice.web.CsvWriter;
import dev.muster.assignmentservice.web.Envelope;
import dev.muster.assignmentservice.web.QueryParameters;
import dev.muster.assignmentservice.web.StreamedBody;
import dev.muster.text.Utf8;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Shows, previews and publishes rule sets. A body is a document in JSON or YAML, whatever its content type. */
@RestController
class RuleSetController {

    private static final String SET = "/api/organizations/{key}/rule-set";
    private static final String PREVIEW = SET + "/preview";
    private static final String VALIDATE = SET + "/validate";
    private static final String REVISIONS = SET + "/revisions";
    private static final String REVISION = REVISIONS + "/{revision}";
    private static final int MAX_TOKEN = 100;

    private final RuleSets ruleSets;
    private final RuleSetReader reader;
    private final RuleEngines engines;
    private final PlanPreview previews;
    private final RunStore runs;
    private final RuleScope scope;
    private final DirectoryRequestHandler requestHandler;

    RuleSetController(
            RuleSets ruleSets,
            RuleSetReader reader,
            RuleEngines engines,
            PlanPreview previews,
            RunStore runs,
            RuleScope scope,
            DirectoryRequestHandler requestHandler) {
        this.ruleSets = ruleSets;
        this.reader = reader;
        this.engines = engines;
        this.previews = previews;
        this.runs = runs;
        this.scope = scope;
        this.requestHandler = requestHandler;
    }

    @GetMapping({SET, SET + "/"})
    @RequiresPermission(Permission.READ_RULES)
    ResponseEntity<Envelope<RuleSetBody>> get(
            Caller caller, HttpServletRequest request, @PathVariable("key") String key) {
        QueryParameters.requireNone(request);
        Published found = ruleSets.find(scope.setKey(caller, key));
        if (found == null) {
            throw ApiException.notFound("rule set");
        }
        return show(found);
    }

    @GetMapping({REVISIONS, REVISIONS + "/"})
    @RequiresPermission(Permission.READ_RULES)
    Envelope<List<RuleSetBody>> revisions(Caller caller, HttpServletRequest request, @PathVariable("key") String key) {
        QueryParameters query = new QueryParameters(request);
        int page = query.number("page", 1, 1_000_000);
        int size = query.number("page_size", 20, 100);
        query.requireValid();
        List<RuleSetBody> bodies = ruleSets.revisions(scope.setKey(caller, key), (page - 1L) * size, size).stream()
                .map(RuleSetBody::of)
                .toList();
        return new Envelope<>(200, "rule set revisions retrieved", bodies);
    }

    @GetMapping({REVISION, REVISION + "/"})
    @RequiresPermission(Permission.READ_RULES)
    ResponseEntity<Envelope<RuleSetBody>> revision(
            Caller caller,
            HttpServletRequest request,
            @PathVariable("key") String key,
            @PathVariable("revision") String revision) {
        QueryParameters.requireNone(request);
        String setKey = scope.setKey(caller, key);
        Published found = revision.matches("[0-9]{1,18}") ? ruleSets.find(setKey, Long.parseLong(revision)) : null;
        if (found == null) {
            throw ApiException.notFound("revision");
        }
        return show(found);
    }

    @PostMapping({VALIDATE, VALIDATE + "/"})
    @RequiresPermission(Permission.READ_RULES)
    Envelope<ValidBody> validate(Caller caller, HttpServletRequest request, @PathVariable("key") String key)
            throws IOException {
        RuleSet rules = read(scope.setKey(caller, key), document(request));
        return new Envelope<>(
                200, "the rule set is valid", new ValidBody(rules.rules().size(), RuleDocument.write(rules)));
    }

    @PostMapping(
            path = {PREVIEW, PREVIEW + "/"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresPermission(Permission.MANAGE_RULES)
    Envelope<PlanBody> preview(Caller caller, HttpServletRequest request, @PathVariable("key") String key)
            throws IOException {
        Draft draft = draft(caller, request, key);
        return new Envelope<>(
                200,
                "plan computed",
                PlanBody.of(
                        previews.ofRules(draft.setKey(), draft.rules(), draft.revision(), draft.engine()),
                        scope.known(caller)));
    }

    /** The plan itself, one row for each change, without a token. */
    @PostMapping(
            path = {PREVIEW, PREVIEW + "/"},
            produces = "text/csv")
    @RequiresPermission(Permission.MANAGE_RULES)
    ResponseEntity<StreamingResponseBody> previewAsCsv(
            Caller caller, HttpServletRequest request, HttpServletResponse response, @PathVariable("key") String key)
            throws IOException {
        Draft draft = draft(caller, request, key);
        Predicate<@Nullable String> isKnown = scope.known(caller);
        return ResponseEntity.ok()
                .contentType(CsvWriter.TYPE)
                .body(out -> StreamedBody.write(
                        response, () -> PlanCsv.write(previews, draft.engine(), draft.setKey(), isKnown, out)));
    }

    /** A set to be previewed, and the engine with it; {@code revision} is the one in force, 0 for none. */
    private record Draft(String setKey, RuleSet rules, long revision, RuleEngine engine) {}

    private Draft draft(Caller caller, HttpServletRequest request, String key) throws IOException {
        QueryParameters.requireNone(request);
        String setKey = scope.setKey(caller, key);
        RuleSet rules = read(setKey, document(request));
        Published current = ruleSets.find(setKey);
        long revision = current == null ? 0 : current.revision();
        PublishedSet published = new PublishedSet(revision + 1, rules, new UUID(0, 0), caller.subject());
        return new Draft(setKey, rules, revision, engines.draft(setKey, published));
    }

    @PutMapping({SET, SET + "/"})
    @RequiresPermission(Permission.MANAGE_RULES)
    @Transactional
    ResponseEntity<Envelope<Object>> publish(Caller caller, HttpServletRequest request, @PathVariable("key") String key)
            throws IOException {
        QueryParameters query = new QueryParameters(request);
        String token = query.text("plan_token", MAX_TOKEN);
        query.requireValid();
        String setKey = scope.setKey(caller, key);
        String document = document(request);
        read(setKey, document);
        long expected = RuleSetTags.expectedRevision(request);
        UUID commandId = CommandIds.of(request);
        DirectoryOutcome outcome = requestHandler
                .begin(caller, commandId, CommandIds.isGivenIn(request))
                .apply(new PublishRules(setKey, document, expected, token), RequestHash.of(caller, request, document));
        if (outcome.status() == Status.REJECTED) {
            throw errorOf(outcome);
        }
        Run run = runs.find(commandId);
        if (run == null) {
            Published current = Objects.requireNonNull(ruleSets.find(setKey));
            return ResponseEntity.ok()
                    .eTag(RuleSetTags.of(current.revision()))
                    .body(new Envelope<>(200, "the rule set is in force already", RuleSetBody.of(current)));
        }
        return ResponseEntity.accepted()
                .location(URI.create("/api/runs/" + run.runId()))
                .body(new Envelope<>(202, "the rule set is being published", RunBody.of(run)));
    }

    private static ApiException errorOf(DirectoryOutcome rejected) {
        String reason = Objects.requireNonNull(rejected.reason());
        return switch (reason) {
            case "revision_conflict" -> ApiException.of(Kind.PRECONDITION_FAILED, reason, rejected.message());
            case "rule_set_invalid" -> ApiException.invalid("body", rejected.message(), null);
            case "publish_in_progress", "too_many_runs" -> ApiException.of(Kind.CONFLICT, reason, rejected.message());
            default -> ApiException.invalid("plan_token", rejected.message(), null);
        };
    }

    private RuleSet read(String setKey, String document) {
        try {
            return reader.read(setKey, document);
        } catch (InvalidRuleSetException e) {
            throw ApiException.invalid(e.problems().stream()
                    .map(one -> new Problem(one.path().isEmpty() ? "body" : one.path(), one.message(), ""))
                    .toList());
        }
    }

    private static String document(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(RuleSetParser.MAX_BYTES + 1);
        if (body.length > RuleSetParser.MAX_BYTES) {
            throw ApiException.of(
                    Kind.TOO_LARGE, "too_large", "a rule set has at most " + RuleSetParser.MAX_BYTES / 1024 + " KiB");
        }
        String document = Utf8.decodeOrNull(body);
        if (document == null) {
            throw ApiException.invalid("body", "is not UTF-8", null);
        }
        return document;
    }

    private static ResponseEntity<Envelope<RuleSetBody>> show(Published published) {
        return ResponseEntity.ok()
                .eTag(RuleSetTags.of(published.revision()))
                .body(new Envelope<>(200, "rule set retrieved", RuleSetBody.of(published)));
    }

    /** {@code ruleCount} rules are valid; {@code document} has them in canonical form. */
    record ValidBody(
            @JsonProperty("rules") int ruleCount,
            @JsonProperty("document") @JsonRawValue String document) {}

    /** A change that a publish would make. */
    record SampleBody(
            @JsonProperty("application_id") String applicationId,
            @JsonProperty("from") @Nullable String from,
            @JsonProperty("to") @Nullable String to,
            @JsonProperty("rule_set") @Nullable String ruleSet,
            @JsonProperty("rule_id") @Nullable String ruleId) {

        static SampleBody of(PlanPreview.Sample sample) {
            return new SampleBody(
                    sample.applicationId(), sample.from(), sample.to(), sample.ruleSet(), sample.ruleId());
        }
    }

    /**
     * A published rule set.
     *
     * @param organizationId the organization, or {@link RuleSet#PLATFORM}
     * @param document the rules in canonical form
     */
    record RuleSetBody(
            @JsonProperty("organization_id") String organizationId,
            @JsonProperty("revision") long revision,
            @JsonProperty("document") @JsonRawValue String document,
            @JsonProperty("command_id") UUID commandId,
            @JsonProperty("published_by") String publishedBy,
            @JsonProperty("published_at") Instant publishedAt) {

        static RuleSetBody of(Published published) {
            return new RuleSetBody(
                    published.setKey(),
                    published.revision(),
                    published.document(),
                    published.commandId(),
                    published.actor(),
                    published.publishedAt());
        }
    }

    /**
     * A preview.
     *
     * @param planToken to be sent with the publish, once and within the hour
     */
    record PlanBody(
            @JsonProperty("counts") RunBody.Counts counts,
            @JsonProperty("samples") List<SampleBody> samples,
            @JsonProperty("needs_plan_token") boolean needsPlanToken,
            @JsonProperty("plan_token") @Nullable String planToken,
            @JsonProperty("expires_at") Instant expiresAt) {

        static PlanBody of(PlanPreview.Preview preview, Predicate<@Nullable String> isKnown) {
            return new PlanBody(
                    RunBody.Counts.of(preview.counts()),
                    preview.samples().stream()
                            .map(one -> SampleBody.of(one.shown(isKnown)))
                            .toList(),
                    preview.needsToken(),
                    preview.token(),
                    preview.expiresAt());
        }
    }
}

package dev.muster.assignmentservice.application.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.directory.web.CommandIds;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.run.BulkRuns;
import dev.muster.assignmentservice.run.PlanTokens;
import dev.muster.assignmentservice.run.Run;
import dev.muster.assignmentservice.run.RunCounts;
import dev.muster.assignmentservice.run.web.RunBody;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.Envelope;
import dev.muster.assignmentservice.web.QueryParameters;
import dev.muster.text.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Changes many applications: those of a filter, which is that of the list, or those of a CSV file. */
@RestController
class BulkController {

    private static final String ASSIGNMENTS = "/api/assignments";
    private static final String PREVIEW = ASSIGNMENTS + "/preview";
    private static final String CSV = "text/csv";
    private static final int MAX_TEXT = 256;
    private static final int MAX_SAMPLES = 100;

    private final BulkSelections selections;
    private final BulkRuns runs;
    private final Clock clock;

    BulkController(BulkSelections selections, BulkRuns runs, Clock clock) {
        this.selections = selections;
        this.runs = runs;
        this.clock = clock;
    }

    @PostMapping(
            path = {PREVIEW, PREVIEW + "/"},
            consumes = "!" + CSV)
    @RequiresPermission(Permission.MANAGE_APPLICATIONS)
    @Transactional
    Envelope<PlanBody> preview(Caller caller, HttpServletRequest request, @RequestBody BulkBody body) {
        OwnershipAction action = selections.action(caller, body.action(), body.target());
        return preview(caller, action, selections.subjectOf(request), selections.ofFilter(caller, request));
    }

    @PostMapping(
            path = {PREVIEW, PREVIEW + "/"},
            consumes = CSV)
    @RequiresPermission(Permission.MANAGE_APPLICATIONS)
    @Transactional
    Envelope<PlanBody> previewFile(Caller caller, HttpServletRequest request) throws IOException {
        BulkBody body = BulkBody.of(request);
        OwnershipAction action = selections.action(caller, body.action(), body.target());
        MessageDigest digest = Sha256.newDigest();
        Counter counter = new Counter(caller, action);
        ApplicationIdReader.read(request, digest, counter);
        return counter.plan(HexFormat.of().formatHex(digest.digest()));
    }

    @PostMapping(
            path = {ASSIGNMENTS, ASSIGNMENTS + "/"},
            consumes = "!" + CSV)
    @RequiresPermission(Permission.MANAGE_APPLICATIONS)
    @Transactional
    ResponseEntity<Envelope<RunBody>> begin(Caller caller, HttpServletRequest request, @RequestBody BulkBody body) {
        OwnershipAction action = selections.action(caller, body.action(), body.target());
        BulkSelections.Selection selection = selections.ofFilter(caller, request);
        UUID runId = CommandIds.of(request);
        Run known = known(caller, runId, action);
        if (known != null) {
            return accepted(known);
        }
        Stager stager = begin(caller, action, runId);
        selection.each(stager);
        return stager.run(selections.subjectOf(request), body.planToken());
    }

    @PostMapping(
            path = {ASSIGNMENTS, ASSIGNMENTS + "/"},
            consumes = CSV)
    @RequiresPermission(Permission.MANAGE_APPLICATIONS)
    @Transactional
    ResponseEntity<Envelope<RunBody>> beginFile(Caller caller, HttpServletRequest request) throws IOException {
        BulkBody body = BulkBody.of(request);
        OwnershipAction action = selections.action(caller, body.action(), body.target());
        UUID runId = CommandIds.of(request);
        Run known = known(caller, runId, action);
        if (known != null) {
            return accepted(known);
        }
        Stager stager = begin(caller, action, runId);
        MessageDigest digest = Sha256.newDigest();
        ApplicationIdReader.read(request, digest, stager);
        return stager.run(HexFormat.of().formatHex(digest.digest()), body.planToken());
    }

    /** The run of an earlier request with the same key; null when there is none. */
    private @Nullable Run known(Caller caller, UUID runId, OwnershipAction action) {
        Run known = runs.find(runId);
        if (known != null && !runs.isOf(known, selections.organizationOf(caller), action)) {
            throw CommandIds.keyAlreadyUsed();
        }
        return known;
    }

    private Envelope<PlanBody> preview(
            Caller caller, OwnershipAction action, String subject, BulkSelections.Selection selection) {
        Counter counter = new Counter(caller, action);
        selection.each(counter);
        return counter.plan(subject);
    }

    private Stager begin(Caller caller, OwnershipAction action, UUID runId) {
        Instant now = clock.instant();
        BulkRuns.Problem problem = runs.begin(runId, selections.organizationOf(caller), caller.subject(), action, now);
        requireNone(problem);
        return new Stager(caller, action, runId, now);
    }

    private static void requireNone(BulkRuns.@Nullable Problem problem) {
        if (problem != null) {
            throw ApiException.of(ApiException.Kind.CONFLICT, problem.code(), problem.message());
        }
    }

    private static ResponseEntity<Envelope<RunBody>> accepted(Run run) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/runs/" + run.runId()))
                .body(new Envelope<>(202, "the applications are being changed", RunBody.of(run)));
    }

    /** Counts what would change. */
    private class Counter implements Consumer<List<String>> {

        final Caller caller;
        final OwnershipAction action;
        final List<SampleBody> samples = new ArrayList<>();
        RunCounts counts = RunCounts.NONE;

        Counter(Caller caller, OwnershipAction action) {
            this.caller = caller;
            this.action = action;
        }

        @Override
        public void accept(List<String> applicationIds) {
            BulkSelections.Reached reached = selections.reached(caller, applicationIds);
            count(reached);
        }

        void count(BulkSelections.Reached reached) {
            counts = runs.count(action, reached.ids(), reached.missing(), counts, candidate -> {
                if (samples.size() < MAX_SAMPLES) {
                    samples.add(new SampleBody(
                            candidate.subject().applicationId(),
                            selections.shownOwner(caller, candidate.present().organizationId())));
                }
            });
        }

        Envelope<PlanBody> plan(String selection) {
            Instant now = clock.instant();
            long changes = counts.changes();
            return new Envelope<>(
                    200,
                    "plan computed",
                    new PlanBody(
                            RunBody.Counts.of(counts),
                            samples,
                            BulkRuns.needsPlan(changes, selections.reachable(caller)),
                            runs.token(subject(selection), changes, now),
                            now.plus(PlanTokens.VALIDITY)));
        }

        /** What a plan token is bound to. */
        String subject(String selection) {
            return PlanTokens.subjectOf(
                    "bulk",
                    selections.organizationOf(caller),
                    action.kind().name(),
                    String.valueOf(action.organizationId()),
                    selection);
        }
    }

    /** Counts and stages. */
    private final class Stager extends Counter {

        private final UUID runId;
        private final Instant now;
        private long rejected;

        Stager(Caller caller, OwnershipAction action, UUID runId, Instant now) {
            super(caller, action);
            this.runId = runId;
            this.now = now;
        }

        @Override
        public void accept(List<String> applicationIds) {
            BulkSelections.Reached reached = selections.reached(caller, applicationIds);
            count(reached);
            runs.stage(runId, applicationIds, reached.ids());
            rejected += reached.missing();
        }

        ResponseEntity<Envelope<RunBody>> run(String selection, @Nullable String planToken) {
            BulkRuns.Problem problem =
                    runs.check(planToken, subject(selection), counts.changes(), selections.reachable(caller), now);
            if (problem != null) {
                throw ApiException.invalid("plan_token", problem.code() + ": " + problem.message(), null);
            }
            requireNone(runs.checkNumber(selections.organizationOf(caller)));
            return accepted(runs.staged(runId, rejected));
        }
    }

    /**
     * The action of a bulk change.
     *
     * @param action {@code assign}, {@code unassign}, {@code enable_rebranding}, {@code disable_rebranding}, {@code
     *     inherit_rebranding} or {@code release_to_rules}
     * @param target any key of the organization to assign, or to rebrand for
     */
    record BulkBody(
            @JsonProperty("action") @Nullable String action,
            @JsonProperty("target") @Nullable String target,
            @JsonProperty("plan_token") @Nullable String planToken) {

        static BulkBody of(HttpServletRequest request) {
            QueryParameters query = new QueryParameters(request);
            BulkBody body = new BulkBody(
                    query.text("action", MAX_TEXT), query.text("target", MAX_TEXT), query.text("plan_token", MAX_TEXT));
            query.requireValid();
            return body;
        }
    }

    /** An application that would change, and its owner at present; null for none, or one outside the caller's scope. */
    record SampleBody(
            @JsonProperty("application_id") String applicationId,
            @JsonProperty("from") @Nullable String from) {}

    /** What a bulk change would do, and the token to do it. */
    record PlanBody(
            @JsonProperty("counts") RunBody.Counts counts,
            @JsonProperty("samples") List<SampleBody> samples,
            @JsonProperty("needs_plan_token") boolean needsPlanToken,
            @JsonProperty("plan_token") String planToken,
            @JsonProperty("expires_at") Instant expiresAt) {}
}

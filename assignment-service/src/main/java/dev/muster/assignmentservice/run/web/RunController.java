package dev.muster.assignmentservice.run.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.directory.web.CommandIds;
import dev.muster.assignmentservice.run.Run;
import dev.muster.assignmentservice.run.RunControl;
import dev.muster.assignmentservice.run.RunStore;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import dev.muster.assignmentservice.web.CsvWriter;
import dev.muster.assignmentservice.web.Envelope;
import dev.muster.assignmentservice.web.QueryParameters;
import dev.muster.assignmentservice.web.StreamedBody;
import dev.muster.text.UuidParser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Shows, stops, resumes and undoes runs. */
@RestController
class RunController {

    private static final String RUNS = "/api/runs";
    private static final String RUN = RUNS + "/{id}";

    private final RunStore runs;
    private final RunControl control;
    private final RuleScope scope;
    private final Clock clock;

    RunController(RunStore runs, RunControl control, RuleScope scope, Clock clock) {
        this.runs = runs;
        this.control = control;
        this.scope = scope;
        this.clock = clock;
    }

    @GetMapping({RUNS, RUNS + "/"})
    @RequiresPermission(Permission.READ_RULES)
    Envelope<RunPageBody> list(Caller caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        int page = query.number("page", 1, 1_000_000);
        int size = query.number("page_size", 20, 100);
        query.requireValid();
        Page<Run> found = runs.list(scope.organizationIds(caller), (page - 1L) * size, size);
        return new Envelope<>(
                200,
                "runs retrieved",
                new RunPageBody(found.items().stream().map(RunBody::of).toList(), page, size, found.total()));
    }

    @GetMapping({RUN, RUN + "/"})
    @RequiresPermission(Permission.READ_RULES)
    Envelope<RunBody> get(Caller caller, HttpServletRequest request, @PathVariable("id") String id) {
        QueryParameters.requireNone(request);
        return new Envelope<>(200, "run retrieved", RunBody.of(find(caller, id)));
    }

    @GetMapping(
            path = {RUN + "/results", RUN + "/results/"},
            produces = "text/csv")
    @RequiresPermission(Permission.READ_RULES)
    ResponseEntity<StreamingResponseBody> results(
            Caller caller, HttpServletRequest request, HttpServletResponse response, @PathVariable("id") String id) {
        QueryParameters.requireNone(request);
        UUID runId = find(caller, id).runId();
        Predicate<@Nullable String> isKnown = scope.known(caller);
        return ResponseEntity.ok()
                .contentType(CsvWriter.TYPE)
                .body(out -> StreamedBody.write(response, () -> PlanCsv.write(runs, runId, isKnown, out)));
    }

    @PostMapping({RUN + "/stop", RUN + "/stop/"})
    @RequiresPermission(Permission.MANAGE_RULES)
    @Transactional
    Envelope<RunBody> stop(Caller caller, @PathVariable("id") String id) {
        return new Envelope<>(
                200,
                "run stopped",
                RunBody.of(require(control.stop(find(caller, id).runId()))));
    }

    @PostMapping({RUN + "/resume", RUN + "/resume/"})
    @RequiresPermission(Permission.MANAGE_RULES)
    @Transactional
    Envelope<RunBody> resume(Caller caller, @PathVariable("id") String id) {
        return new Envelope<>(
                200,
                "run resumed",
                RunBody.of(require(control.resume(find(caller, id).runId()))));
    }

    @PostMapping({RUN + "/undo", RUN + "/undo/"})
    @RequiresPermission(Permission.MANAGE_RULES)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Transactional
    Envelope<RunBody> undo(Caller caller, HttpServletRequest request, @PathVariable("id") String id) {
        UUID runId = find(caller, id).runId();
        Run undo = require(control.undo(runId, CommandIds.of(request), caller.subject(), clock.instant()));
        return new Envelope<>(202, "the run is being undone", RunBody.of(undo));
    }

    private Run find(Caller caller, String id) {
        UUID runId = UuidParser.parse(id);
        Run run = runId == null ? null : runs.find(runId);
        Collection<String> organizationIds = scope.organizationIds(caller);
        if (run == null || (organizationIds != null && !organizationIds.contains(run.organizationId()))) {
            throw ApiException.notFound("run");
        }
        return run;
    }

    private static Run require(RunControl.Result result) {
        Run run = result.run();
        if (run == null) {
            throw ApiException.of(Kind.CONFLICT, String.valueOf(result.problem()), result.message());
        }
        return run;
    }

    /** A page of runs, the newest first. */
    record RunPageBody(
            @JsonProperty("runs") List<RunBody> runs,
            @JsonProperty("page") int page,
            @JsonProperty("page_size") int pageSize,
            @JsonProperty("total_count") long totalCount) {}
}

package dev.muster.assignmentservice.application.web;

import dev.muster.assignmentservice.application.Application;
import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.ApplicationCatalog.ApplicationPage;
import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.ApplicationOrder.Cursor;
import dev.muster.assignmentservice.application.Visibility;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import dev.muster.assignmentservice.web.QueryParameters;
import dev.muster.assignmentservice.web.StreamedBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exports all applications of a filter, in constant memory. Pages are read in the order of the ids, each in a transaction of
 * its own, so that a reader, however slow, holds no connection to the database. It holds a request thread: the server's
 * connection timeout ends an export whose reader stops, {@link #MAX_DURATION} any.
 */
@RestController
class ExportController {

    private static final String EXPORT = "/api/applications/export";
    private static final int PAGE_SIZE = 1_000;
    private static final int MAX_CONCURRENT = 4;
    private static final long RETRY_AFTER_S = 10;
    private static final Duration MAX_DURATION = Duration.ofHours(1);
    private static final ApplicationOrder BY_ID = new ApplicationOrder(ApplicationOrder.Sort.ID, false);

    private final ApplicationCatalog catalog;
    private final Visibility visibility;
    private final OrganizationStore organizations;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT);

    ExportController(
            ApplicationCatalog catalog,
            Visibility visibility,
            OrganizationStore organizations,
            PlatformTransactionManager transactionManager,
            JsonMapper json) {
        this.catalog = catalog;
        this.visibility = visibility;
        this.organizations = organizations;
        this.json = json;
        transactions = new TransactionTemplate(transactionManager);
        transactions.setReadOnly(true);
    }

    @GetMapping(
            path = {EXPORT, EXPORT + "/"},
            produces = MediaType.ALL_VALUE)
    @RequiresPermission(Permission.READ_APPLICATIONS)
    void export(HttpServletRequest request, HttpServletResponse response, Caller caller)
            throws IOException, HttpMediaTypeNotAcceptableException {
        QueryParameters query = new QueryParameters(request);
        ExportFormat format = ExportFormat.of(query.oneOf("format", ExportFormat.CSV.code(), ExportFormat.CODES));
        ListRequest.Conditions conditions = ListRequest.Conditions.of(query);
        query.requireValid();
        requireAccepted(request, MediaType.parseMediaType(format.contentType()));
        if (!permits.tryAcquire()) {
            throw ApiException.tooManyRequests(
                    "too_many_exports",
                    "this instance writes " + MAX_CONCURRENT + " exports already: try again later",
                    RETRY_AFTER_S);
        }
        try {
            Pages pages = new Pages(conditions, caller);
            List<Application> first = pages.next();
            response.setContentType(format.contentType());
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename("applications." + format.code())
                            .build()
                            .toString());
            if (!request.getMethod().equals("HEAD")) {
                StreamedBody.write(response, () -> write(first, pages, format, response));
            }
        } finally {
            permits.release();
        }
    }

    /** The parameter chooses the type; otherwise, the route of a single application would take what is not acceptable. */
    private static void requireAccepted(HttpServletRequest request, MediaType type)
            throws HttpMediaTypeNotAcceptableException {
        List<MediaType> accepted =
                new HeaderContentNegotiationStrategy().resolveMediaTypes(new ServletWebRequest(request));
        if (accepted.stream().noneMatch(type::isCompatibleWith)) {
            throw new HttpMediaTypeNotAcceptableException(List.of(type));
        }
    }

    private void write(List<Application> first, Pages pages, ExportFormat format, HttpServletResponse response)
            throws IOException {
        long start = System.nanoTime();
        ExportFormat.Rows rows = format.begin(response.getOutputStream(), json);
        for (List<Application> page = first; !page.isEmpty(); page = pages.next()) {
            for (Application one : page) {
                if (System.nanoTime() - start > MAX_DURATION.toNanos()) {
                    throw ApiException.of(
                            Kind.UNAVAILABLE,
                            "export_too_slow",
                            "the export was not read within " + MAX_DURATION.toMinutes() + " min");
                }
                rows.add(ApplicationBody.of(one));
            }
        }
        rows.flush();
    }

    /** The pages of an export; the filter, with the scope of the caller, is that of the first. */
    private final class Pages {

        private final ListRequest.Conditions conditions;
        private final Caller caller;
        private @Nullable ApplicationFilter filter;
        private @Nullable Cursor cursor;
        private boolean ended;

        Pages(ListRequest.Conditions conditions, Caller caller) {
            this.conditions = conditions;
            this.caller = caller;
        }

        /** The next applications; none after the last ones. */
        List<Application> next() {
            while (!ended) {
                List<Application> read = Objects.requireNonNull(transactions.execute(status -> read()));
                // A page may have lost all of its applications between two statements.
                if (!read.isEmpty()) {
                    return read;
                }
            }
            return List.of();
        }

        private List<Application> read() {
            if (filter == null) {
                filter = conditions.resolve(caller, organizations, visibility).within(visibility.scopeOf(caller));
            }
            ApplicationPage page = cursor == null
                    ? catalog.page(filter, BY_ID, 0, PAGE_SIZE)
                    : catalog.pageAfter(filter, cursor, PAGE_SIZE);
            cursor = page.next();
            ended = cursor == null;
            return visibility.shown(filter.scope(), page.applications());
        }
    }
}

package dev.muster.ingest.web;

import static org.springframework.web.bind.annotation.RequestMethod.DELETE;
import static org.springframework.web.bind.annotation.RequestMethod.GET;
import static org.springframework.web.bind.annotation.RequestMethod.HEAD;
import static org.springframework.web.bind.annotation.RequestMethod.OPTIONS;
import static org.springframework.web.bind.annotation.RequestMethod.PATCH;
import static org.springframework.web.bind.annotation.RequestMethod.POST;
import static org.springframework.web.bind.annotation.RequestMethod.PUT;
import static org.springframework.web.bind.annotation.RequestMethod.TRACE;

import dev.muster.ingest.inventory.AcceptReports;
import dev.muster.ingest.inventory.InvalidReportException;
import dev.muster.ingest.inventory.ReportKey;
import dev.muster.ingest.inventory.ReportNotAcknowledgedException;
import dev.muster.ingest.inventory.ReportedApplication;
import dev.muster.ingest.inventory.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/systems/inventory}: an agent sends its facts, and they are a snapshot of its system. */
@RestController
final class InventoryEndpoint {

    private final AcceptReports reports;
    private final UploadMemory memory;
    private final AnswerWriter answers;

    InventoryEndpoint(AcceptReports reports, UploadMemory memory, AnswerWriter answers) {
        this.reports = reports;
        this.memory = memory;
        this.answers = answers;
    }

    /** Every method comes here, so that what is wrong is told in the same form as everything else. */
    @RequestMapping(
            path = {"/api/systems/inventory", "/api/systems/inventory/"},
            // All of them by name: OPTIONS would else be answered by the framework, with methods that are not there.
            method = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE})
    void inventory(HttpServletRequest request, HttpServletResponse response, Principal system) throws IOException {
        try {
            checkForm(request);
            answers.write(accept(request, system.getName()), response);
        } catch (Refusal e) {
            answers.write(e, response);
        }
    }

    /** Everything else under /api. */
    @RequestMapping("/api/**")
    void other(HttpServletResponse response) throws IOException {
        answers.write(Refusal.notFound(), response);
    }

    private Answer accept(HttpServletRequest request, String systemId) throws Refusal {
        try (UploadMemory.Room room = memory.open(systemId)) {
            byte[] body = RequestBody.read(request, room);
            List<ReportedApplication> applications = ReportedModules.of(FactsReader.read(body));
            ReportKey key = reports.accept(systemId, Sha256.hexOf(body), applications);
            return new Answer(
                    202,
                    "inventory received and queued for processing",
                    Map.of(
                            "system_id", systemId,
                            "report_id", key.reportId().toString(),
                            "timestamp", key.collectedAt().toString(),
                            "applications", applications.size()));
        } catch (InvalidReportException e) {
            throw e.reason().equals("report_too_large")
                    ? Refusal.tooLarge(e.getMessage())
                    : Refusal.invalid("facts.modules", e.getMessage(), "");
        } catch (ReportNotAcknowledgedException | DataAccessException e) {
            throw Refusal.unavailable();
        }
    }

    private static void checkForm(HttpServletRequest request) throws Refusal {
        if (!HttpMethod.POST.matches(request.getMethod())) {
            throw Refusal.notPost();
        }
        if (!isJson(request.getContentType()) || request.getHeader("Content-Encoding") != null) {
            throw Refusal.notJson();
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            MediaType type = contentType == null ? MediaType.ALL : MediaType.parseMediaType(contentType);
            return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
                    && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}

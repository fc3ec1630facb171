package dev.muster.ingestservice.agent.web;

import static org.springframework.web.bind.annotation.RequestMethod.DELETE;
import static org.springframework.web.bind.annotation.RequestMethod.GET;
import static org.springframework.web.bind.annotation.RequestMethod.HEAD;
import static org.springframework.web.bind.annotation.RequestMethod.OPTIONS;
import static org.springframework.web.bind.annotation.RequestMethod.PATCH;
import static org.springframework.web.bind.annotation.RequestMethod.POST;
import static org.springframework.web.bind.annotation.RequestMethod.PUT;
import static org.springframework.web.bind.annotation.RequestMethod.TRACE;

import dev.muster.ingestservice.agent.ReportAcceptor;
import dev.muster.ingestservice.agent.ReportNotAcknowledgedException;
import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportKey;
import dev.muster.ingestservice.report.ReportedApplication;
import dev.muster.ingestservice.report.Sha256;
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

    private final ReportAcceptor reports;
    private final UploadMemory memory;
    private final ResponseWriter answers;

    InventoryEndpoint(ReportAcceptor reports, UploadMemory memory, ResponseWriter answers) {
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
        } catch (AgentApiException e) {
            answers.write(e, response);
        }
    }

    /** Everything else under /api. */
    @RequestMapping("/api/**")
    void other(HttpServletResponse response) throws IOException {
        answers.write(AgentApiException.notFound(), response);
    }

    private ResponseBody accept(HttpServletRequest request, String systemId) throws AgentApiException {
        try (UploadMemory.Room room = memory.open(systemId)) {
            byte[] body = RequestBodyReader.read(request, room);
            List<ReportedApplication> applications = ModuleMapper.of(FactsReader.read(body));
            ReportKey key = reports.accept(systemId, Sha256.hexOf(body), applications);
            return new ResponseBody(
                    202,
                    "inventory received and queued for processing",
                    Map.of(
                            "system_id", systemId,
                            "report_id", key.reportId().toString(),
                            "timestamp", key.collectedAt().toString(),
                            "applications", applications.size()));
        } catch (InvalidReportException e) {
            throw e.reason().equals("report_too_large")
                    ? AgentApiException.tooLarge(e.getMessage())
                    : AgentApiException.invalid("facts.modules", e.getMessage(), "");
        } catch (ReportNotAcknowledgedException | DataAccessException e) {
            throw AgentApiException.unavailable();
        }
    }

    private static void checkForm(HttpServletRequest request) throws AgentApiException {
        if (!HttpMethod.POST.matches(request.getMethod())) {
            throw AgentApiException.notPost();
        }
        if (!isJson(request.getContentType()) || request.getHeader("Content-Encoding") != null) {
            throw AgentApiException.notJson();
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

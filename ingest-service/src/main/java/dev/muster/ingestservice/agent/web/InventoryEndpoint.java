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
import dev.muster.text.Sha256;
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

/**
 * {@code POST /api/systems/inventory}, and the other paths that agents use: accepts the facts of an agent as a snapshot of its
 * system.
 */
@RestController
final class InventoryEndpoint {

    private static final int MAX_SHOWN_MODULES = 20;

    private final ReportAcceptor reports;
    private final UploadMemory memory;
    private final ResponseWriter responses;

    InventoryEndpoint(ReportAcceptor reports, UploadMemory memory, ResponseWriter responses) {
        this.reports = reports;
        this.memory = memory;
        this.responses = responses;
    }

    /** Handles all methods, so that errors about the method have the same format as all others. */
    @RequestMapping(
            path = {
                "/api/systems/inventory",
                "/api/systems/inventory/",
                "/collect/api/systems/inventory",
                "/collect/api/systems/inventory/",
                "/systems/inventory",
                "/systems/inventory/",
                "/proxy/inventory",
                "/proxy/inventory/"
            },
            // All of them by name: otherwise the framework responds to OPTIONS, with methods that are not supported.
            method = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE})
    void inventory(HttpServletRequest request, HttpServletResponse response, Principal system) throws IOException {
        try {
            checkRequest(request);
            responses.write(accept(request, system.getName()), response);
        } catch (AgentApiException e) {
            responses.write(e, response);
        }
    }

    /** All other paths under those of agents. */
    @RequestMapping(
            path = {"/api/**", "/collect/**", "/systems/**", "/proxy/**"},
            method = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE})
    void notFound(HttpServletResponse response) throws IOException {
        responses.write(AgentApiException.notFound(), response);
    }

    private ResponseBody accept(HttpServletRequest request, String systemId) throws AgentApiException {
        try (UploadMemory.Reservation reservation = memory.open(systemId)) {
            byte[] body = RequestBodyReader.read(request, reservation);
            Facts facts = FactsReader.read(body);
            List<ReportedApplication> applications = ModuleMapper.map(facts);
            ReportKey key = reports.accept(systemId, Sha256.hex(body), facts.systemName(), applications);
            List<String> skipped = facts.skippedModules();
            return new ResponseBody(
                    202,
                    "inventory received and queued for processing",
                    Map.of(
                            "system_id", systemId,
                            "report_id", key.reportId().toString(),
                            "timestamp", key.collectedAt().toString(),
                            "applications", applications.size(),
                            "skipped", skipped.size(),
                            "skipped_modules", skipped.subList(0, Math.min(skipped.size(), MAX_SHOWN_MODULES))));
        } catch (InvalidReportException e) {
            throw e.reason().equals("report_too_large")
                    ? AgentApiException.tooLarge(e.getMessage())
                    : AgentApiException.invalid("facts.modules", e.getMessage(), "");
        } catch (ReportNotAcknowledgedException | DataAccessException e) {
            throw AgentApiException.unavailable();
        }
    }

    private static void checkRequest(HttpServletRequest request) throws AgentApiException {
        if (!HttpMethod.POST.matches(request.getMethod())) {
            throw AgentApiException.methodNotAllowed();
        }
        if (!isJson(request.getContentType()) || request.getHeader("Content-Encoding") != null) {
            throw AgentApiException.unsupportedMediaType();
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

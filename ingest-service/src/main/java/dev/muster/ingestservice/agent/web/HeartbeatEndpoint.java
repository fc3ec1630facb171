package dev.muster.ingestservice.agent.web;

import static org.springframework.web.bind.annotation.RequestMethod.DELETE;
import static org.springframework.web.bind.annotation.RequestMethod.GET;
import static org.springframework.web.bind.annotation.RequestMethod.HEAD;
import static org.springframework.web.bind.annotation.RequestMethod.OPTIONS;
import static org.springframework.web.bind.annotation.RequestMethod.PATCH;
import static org.springframework.web.bind.annotation.RequestMethod.POST;
import static org.springframework.web.bind.annotation.RequestMethod.PUT;
import static org.springframework.web.bind.annotation.RequestMethod.TRACE;

import dev.muster.ingestservice.agent.HeartbeatAcceptor;
import dev.muster.ingestservice.agent.ReportNotAcknowledgedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/systems/heartbeat}, and the other paths that agents use: a sign of life between two inventories. */
@RestController
final class HeartbeatEndpoint {

    /** Agents send an empty body or a small object, which says nothing that the credentials do not. */
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final HeartbeatAcceptor heartbeats;
    private final ResponseWriter responses;

    HeartbeatEndpoint(HeartbeatAcceptor heartbeats, ResponseWriter responses) {
        this.heartbeats = heartbeats;
        this.responses = responses;
    }

    /** Handles all methods, so that errors about the method have the same format as all others. */
    @RequestMapping(
            path = {
                "/api/systems/heartbeat",
                "/api/systems/heartbeat/",
                "/collect/api/systems/heartbeat",
                "/collect/api/systems/heartbeat/",
                "/systems/heartbeat",
                "/systems/heartbeat/",
                "/proxy/heartbeat",
                "/proxy/heartbeat/"
            },
            method = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE})
    void heartbeat(HttpServletRequest request, HttpServletResponse response, Principal system) throws IOException {
        try {
            checkRequest(request);
            String receivedAt = heartbeats.accept(system.getName()).toString();
            responses.write(
                    new ResponseBody(
                            200,
                            "heartbeat acknowledged",
                            Map.of("system_id", system.getName(), "acknowledged", true, "last_heartbeat", receivedAt)),
                    response);
        } catch (ReportNotAcknowledgedException e) {
            responses.write(AgentApiException.unavailable(), response);
        } catch (AgentApiException e) {
            responses.write(e, response);
        }
    }

    private static void checkRequest(HttpServletRequest request) throws AgentApiException, IOException {
        if (!HttpMethod.POST.matches(request.getMethod())) {
            throw AgentApiException.methodNotAllowed();
        }
        if (request.getContentLengthLong() > MAX_BODY_BYTES
                || request.getInputStream().readNBytes(MAX_BODY_BYTES + 1).length > MAX_BODY_BYTES) {
            throw AgentApiException.tooLarge(
                    "the body of a heartbeat has more than " + MAX_BODY_BYTES + " bytes", MAX_BODY_BYTES);
        }
    }
}

package dev.muster.ingestservice.agent.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers as JSON, whatever the request says that it accepts. */
final class ResponseWriter {

    private final JsonMapper mapper = new JsonMapper();

    void write(ResponseBody answer, HttpServletResponse response) throws IOException {
        byte[] body = mapper.writeValueAsBytes(answer);
        response.setStatus(answer.code());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    void write(AgentApiException refusal, HttpServletResponse response) throws IOException {
        if (refusal.header() != null) {
            response.setHeader(refusal.header(), refusal.headerValue());
        }
        write(refusal.answer(), response);
    }
}

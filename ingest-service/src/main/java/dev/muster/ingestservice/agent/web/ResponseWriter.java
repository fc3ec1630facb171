package dev.muster.ingestservice.agent.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes responses as JSON, whatever the request accepts. */
final class ResponseWriter {

    private final JsonMapper mapper = new JsonMapper();

    void write(ResponseBody body, HttpServletResponse response) throws IOException {
        byte[] json = mapper.writeValueAsBytes(body);
        response.setStatus(body.code());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    void write(AgentApiException exception, HttpServletResponse response) throws IOException {
        if (exception.header() != null) {
            response.setHeader(exception.header(), exception.headerValue());
        }
        write(exception.response(), response);
    }
}

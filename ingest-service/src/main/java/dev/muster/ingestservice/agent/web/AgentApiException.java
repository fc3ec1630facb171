package dev.muster.ingestservice.agent.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request fails; carries the response. */
final class AgentApiException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int RETRY_AFTER_SECONDS = 5;
    private static final int MAX_VALUE_LENGTH = 100;

    private final transient ResponseBody response;
    private final @Nullable String header;
    private final String headerValue;

    private AgentApiException(ResponseBody response, @Nullable String header, String headerValue) {
        super(response.message());
        this.response = response;
        this.header = header;
        this.headerValue = headerValue;
    }

    /**
     * A field is invalid.
     *
     * @param key path of the field, such as {@code facts.modules[0].id}; {@code body} for the whole body
     * @param value the invalid value; truncated to 100 characters
     */
    static AgentApiException invalid(String key, String message, String value) {
        String shown = value.length() <= MAX_VALUE_LENGTH ? value : value.substring(0, MAX_VALUE_LENGTH);
        Map<String, Object> data = Map.of(
                "type",
                "validation_error",
                "errors",
                List.of(Map.of("key", key, "message", message, "value", wellFormed(shown))));
        return new AgentApiException(new ResponseBody(400, "validation failed", data), null, "");
    }

    static AgentApiException notAuthenticated() {
        return new AgentApiException(
                new ResponseBody(401, "invalid credentials", Map.of()),
                "WWW-Authenticate",
                "Basic realm=\"muster\", charset=\"UTF-8\"");
    }

    /** Too many attempts with wrong credentials. */
    static AgentApiException tooManyAttempts(long retryAfterSeconds) {
        return new AgentApiException(
                new ResponseBody(429, "too many attempts with wrong credentials: check them", Map.of()),
                "Retry-After",
                Long.toString(retryAfterSeconds));
    }

    static AgentApiException notFound() {
        return new AgentApiException(new ResponseBody(404, "not found", Map.of()), null, "");
    }

    static AgentApiException methodNotAllowed() {
        return new AgentApiException(new ResponseBody(405, "method not allowed", Map.of()), "Allow", "POST");
    }

    static AgentApiException tooSlow() {
        return new AgentApiException(
                new ResponseBody(408, "the request took too long", Map.of()), "Connection", "close");
    }

    static AgentApiException tooLarge(String message) {
        return tooLarge(message, UploadSettings.MAX_BODY_BYTES);
    }

    static AgentApiException tooLarge(String message, long maxBytes) {
        return new AgentApiException(new ResponseBody(413, message, Map.of("max_bytes", maxBytes)), null, "");
    }

    static AgentApiException unsupportedMediaType() {
        return new AgentApiException(
                new ResponseBody(415, "the content has to be application/json in UTF-8, without an encoding", Map.of()),
                "Accept-Post",
                "application/json");
    }

    /** Kafka or the database is unavailable. */
    static AgentApiException unavailable() {
        return new AgentApiException(
                new ResponseBody(503, "reports cannot be taken at the moment: send it again", Map.of()),
                "Retry-After",
                Integer.toString(RETRY_AFTER_SECONDS));
    }

    /** Too many concurrent uploads. */
    static AgentApiException busy() {
        return new AgentApiException(
                new ResponseBody(503, "too many uploads at once: send it again", Map.of()),
                "Retry-After",
                Integer.toString(RETRY_AFTER_SECONDS));
    }

    ResponseBody response() {
        return response;
    }

    /** Name of an additional response header. */
    @Nullable
    String header() {
        return header;
    }

    String headerValue() {
        return headerValue;
    }

    /** Replaces unpaired surrogates, which truncation may leave and which cannot be encoded. */
    private static String wellFormed(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '?' : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}

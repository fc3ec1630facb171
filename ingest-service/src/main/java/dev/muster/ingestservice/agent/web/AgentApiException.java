package dev.muster.ingestservice.agent.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is not done, and what its sender is told. */
final class AgentApiException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int SOON_SECONDS = 5;
    private static final int MAX_VALUE_LENGTH = 100;

    private final transient ResponseBody answer;
    private final @Nullable String header;
    private final String headerValue;

    private AgentApiException(ResponseBody answer, @Nullable String header, String headerValue) {
        super(answer.message());
        this.answer = answer;
        this.header = header;
        this.headerValue = headerValue;
    }

    /**
     * A field is not what it has to be.
     *
     * @param key its path, such as {@code facts.modules[0].id}; {@code body} for the whole
     * @param value what was there instead; cut after 100 characters
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

    static AgentApiException notFound() {
        return new AgentApiException(new ResponseBody(404, "not found", Map.of()), null, "");
    }

    static AgentApiException notPost() {
        return new AgentApiException(new ResponseBody(405, "method not allowed", Map.of()), "Allow", "POST");
    }

    static AgentApiException tooSlow() {
        return new AgentApiException(
                new ResponseBody(408, "the request took too long", Map.of()), "Connection", "close");
    }

    static AgentApiException tooLarge(String message) {
        return new AgentApiException(
                new ResponseBody(413, message, Map.of("max_bytes", UploadSettings.MAX_BODY_BYTES)), null, "");
    }

    static AgentApiException notJson() {
        return new AgentApiException(
                new ResponseBody(415, "the content has to be application/json in UTF-8, without an encoding", Map.of()),
                "Accept-Post",
                "application/json");
    }

    /** What is needed is away for now. */
    static AgentApiException unavailable() {
        return new AgentApiException(
                new ResponseBody(503, "reports cannot be taken at the moment: send it again", Map.of()),
                "Retry-After",
                Integer.toString(SOON_SECONDS));
    }

    /** Too many bodies at once. */
    static AgentApiException busy() {
        return new AgentApiException(
                new ResponseBody(503, "too many uploads at once: send it again", Map.of()),
                "Retry-After",
                Integer.toString(SOON_SECONDS));
    }

    ResponseBody answer() {
        return answer;
    }

    /** The name of a header that goes with the answer. */
    @Nullable
    String header() {
        return header;
    }

    String headerValue() {
        return headerValue;
    }

    /** Half of a surrogate pair, which cutting may leave, cannot be written. */
    private static String wellFormed(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '?' : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}

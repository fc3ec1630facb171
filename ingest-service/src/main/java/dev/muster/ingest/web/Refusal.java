package dev.muster.ingest.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is not done, and what its sender is told. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int SOON_SECONDS = 5;
    private static final int MAX_VALUE_LENGTH = 100;

    private final transient Answer answer;
    private final @Nullable String header;
    private final String headerValue;

    private Refusal(Answer answer, @Nullable String header, String headerValue) {
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
    static Refusal invalid(String key, String message, String value) {
        String shown = value.length() <= MAX_VALUE_LENGTH ? value : value.substring(0, MAX_VALUE_LENGTH);
        Map<String, Object> data = Map.of(
                "type",
                "validation_error",
                "errors",
                List.of(Map.of("key", key, "message", message, "value", wellFormed(shown))));
        return new Refusal(new Answer(400, "validation failed", data), null, "");
    }

    static Refusal notAuthenticated() {
        return new Refusal(
                new Answer(401, "invalid credentials", Map.of()),
                "WWW-Authenticate",
                "Basic realm=\"muster\", charset=\"UTF-8\"");
    }

    static Refusal notFound() {
        return new Refusal(new Answer(404, "not found", Map.of()), null, "");
    }

    static Refusal notPost() {
        return new Refusal(new Answer(405, "method not allowed", Map.of()), "Allow", "POST");
    }

    static Refusal tooSlow() {
        return new Refusal(new Answer(408, "the request took too long", Map.of()), "Connection", "close");
    }

    static Refusal tooLarge(String message) {
        return new Refusal(new Answer(413, message, Map.of("max_bytes", UploadSettings.MAX_BODY_BYTES)), null, "");
    }

    static Refusal notJson() {
        return new Refusal(
                new Answer(415, "the content has to be application/json in UTF-8, without an encoding", Map.of()),
                "Accept-Post",
                "application/json");
    }

    /** What is needed is away for now. */
    static Refusal unavailable() {
        return new Refusal(
                new Answer(503, "reports cannot be taken at the moment: send it again", Map.of()),
                "Retry-After",
                Integer.toString(SOON_SECONDS));
    }

    /** Too many bodies at once. */
    static Refusal busy() {
        return new Refusal(
                new Answer(503, "too many uploads at once: send it again", Map.of()),
                "Retry-After",
                Integer.toString(SOON_SECONDS));
    }

    Answer answer() {
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

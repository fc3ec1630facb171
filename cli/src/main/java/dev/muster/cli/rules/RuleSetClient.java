package dev.muster.cli.rules;

import dev.muster.cli.access.AssignmentApi;
import dev.muster.cli.access.AssignmentApi.Access;
import dev.muster.cli.access.AssignmentApi.Answer;
import dev.muster.cli.access.AssignmentApi.Request;
import dev.muster.cli.failure.CliException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rule set of one organization, or of the platform. */
public final class RuleSetClient {

    /** The key of the platform's set. */
    public static final String PLATFORM = "_platform";

    private static final Access READ = new Access("read:rules", "organization or rule set");
    private static final Access MANAGE = new Access("manage:rules", "organization or rule set");

    /** A plan is computed over all applications. */
    private static final Duration PLAN_TIMEOUT = Duration.ofMinutes(10);

    private static final int INVALID = 400;
    private static final int NOT_FOUND = 404;

    private final AssignmentApi api;
    private final String key;
    private final String path;

    /** {@code key} is that of an organization, or {@link #PLATFORM}. */
    public RuleSetClient(AssignmentApi api, String key) {
        this.api = api;
        this.key = key;
        this.path = "/api/organizations/" + encoded(key) + "/rule-set";
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    String key() {
        return key;
    }

    /** The set in force; empty when there is none. */
    public Optional<Answer> find() {
        return Optional.of(api.send(Request.of("GET", path, READ), NOT_FOUND))
                .filter(answer -> answer.status() != NOT_FOUND);
    }

    /** The set in force, or one of its revisions. */
    JsonNode get(@Nullable Long revision) {
        String revisionPath = revision == null ? "" : "/revisions/" + revision;
        return api.send(Request.of("GET", path + revisionPath, READ)).data();
    }

    /** Checks a document; the answer of an invalid one has the status 400 and the problems. */
    Answer validate(byte[] document) {
        return api.send(with(Request.of("POST", path + "/validate", READ), document), INVALID);
    }

    /** Checks a document and returns it in canonical form, with organizations as ids. */
    JsonNode canonical(byte[] document) {
        JsonNode canonical = api.send(with(Request.of("POST", path + "/validate", READ), document))
                .data()
                .path("document");
        if (canonical.isMissingNode()) {
            throw CliException.unavailable(
                    "the assignment service does not return the rules that it has read: update it");
        }
        return canonical;
    }

    /** What publishing the document would change, with a plan token. */
    public JsonNode preview(byte[] document) {
        return api.send(with(plan(), document)).data();
    }

    /** Every change that publishing the document would make, as CSV. */
    InputStream previewAsCsv(byte[] document) {
        return api.open(with(plan(), document).with("Accept", "text/csv, application/json"));
    }

    private Request plan() {
        return Request.of("POST", path + "/preview", MANAGE).within(PLAN_TIMEOUT);
    }

    /**
     * Publishes the document in the place of the set that is there.
     *
     * @param present the set that it replaces; empty if there must be none
     * @return the run; or, if the set has the same rules, that set with the status 200
     */
    public Answer publish(byte[] document, Optional<Answer> present, @Nullable String planToken) {
        Request request =
                Request.of("PUT", path + (planToken == null ? "" : "?plan_token=" + encoded(planToken)), MANAGE);
        Optional<String> tag = present.flatMap(Answer::tag);
        return api.send(with(
                tag.isPresent() ? request.with("If-Match", tag.get()) : request.with("If-None-Match", "*"), document));
    }

    private static Request with(Request request, byte[] document) {
        return request.with("application/yaml", BodyPublishers.ofByteArray(document));
    }
}

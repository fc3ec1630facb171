package dev.muster.cli.collect;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.terminal.TerminalText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Uploads reports to {@code POST /api/systems/inventory}, with the secret of the system. */
public final class HttpReportSender implements ReportSender {

    private static final String PATH = "/api/systems/inventory";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** Of the whole call. The service takes up to 150 s for the body. */
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);
    private static final int MAX_BODY_BYTES = 10_000_000;
    private static final int MAX_RESPONSE_BYTES = 64 * 1024;
    private static final int MAX_MESSAGE_LENGTH = 200;

    /** These 4xx say nothing about the report: the credentials, the network or the moment are wrong. */
    private static final Set<Integer> TEMPORARY = Set.of(401, 403, 407, 408, 429);

    private final URI uri;
    private final String systemId;
    private final Supplier<String> secret;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * Creates a sender.
     *
     * @param baseUrl the URL of the ingest service
     * @param systemId the system that the secret is of
     * @param secret is read for each report
     */
    public HttpReportSender(String baseUrl, String systemId, Supplier<String> secret) {
        this.uri = uri(baseUrl.replaceAll("/+$", "") + PATH);
        this.systemId = systemId;
        this.secret = secret;
    }

    private static URI uri(String url) {
        try {
            URI uri = URI.create(url);
            HttpRequest.newBuilder(uri);
            return uri;
        } catch (IllegalArgumentException e) {
            throw CliException.usage("the URL of the ingest service must start with http:// or https://: " + url);
        }
    }

    @Override
    public String send(EncodedReport report) throws DeliveryException {
        if (!report.report().getSystemId().equals(systemId)) {
            throw DeliveryException.permanent(
                    "it is about the system " + report.report().getSystemId() + ", and the secret is of " + systemId);
        }
        byte[] body = FactsDocument.of(report.report());
        if (body.length > MAX_BODY_BYTES) {
            throw DeliveryException.permanent("it takes " + body.length + " bytes, more than the limit of "
                    + MAX_BODY_BYTES + "; use --to kafka");
        }
        HttpResponse<byte[]> response = exchange(body);
        if (response.statusCode() / 100 == 2) {
            requireReceipt(response);
            return uri.toString();
        }
        String message = "the ingest service at " + uri + " answered with status " + response.statusCode()
                + message(response.body());
        throw isPermanent(response.statusCode())
                ? DeliveryException.permanent(message)
                : DeliveryException.temporary(message, retryAfter(response.headers()));
    }

    private static boolean isPermanent(int status) {
        return status / 100 == 4 && !TEMPORARY.contains(status);
    }

    private HttpResponse<byte[]> exchange(byte[] body) throws DeliveryException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Basic " + credentials())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request, info -> new BoundedBody(MAX_RESPONSE_BYTES));
        try {
            return response.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            String cause = e.getCause() instanceof IOException failure ? Cause.of(failure) : "the request failed";
            throw DeliveryException.temporary("no response from the ingest service at " + uri + ": " + cause);
        } catch (TimeoutException e) {
            throw DeliveryException.temporary(
                    "no response from the ingest service at " + uri + " within " + TIMEOUT.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DeliveryException.temporary("interrupted");
        } finally {
            response.cancel(true);
        }
    }

    private String credentials() throws DeliveryException {
        try {
            return Base64.getEncoder().encodeToString((systemId + ":" + secret.get()).getBytes(StandardCharsets.UTF_8));
        } catch (CliException e) {
            throw DeliveryException.temporary(String.valueOf(e.getMessage()));
        }
    }

    /** A network's login page answers with 200, too. */
    private void requireReceipt(HttpResponse<byte[]> response) throws DeliveryException {
        if (!json(response.body()).at("/data/report_id").isString()) {
            throw DeliveryException.temporary(uri + " answered with status " + response.statusCode()
                    + ", but not as an ingest service does: check the URL");
        }
    }

    private static String message(byte[] body) {
        String message = json(body).path("message").asString("");
        JsonNode error = json(body).at("/data/errors/0");
        if (error.isObject()) {
            message += ": " + error.path("key").asString("") + " "
                    + error.path("message").asString("");
        }
        String shown = message.length() > MAX_MESSAGE_LENGTH ? message.substring(0, MAX_MESSAGE_LENGTH) : message;
        return shown.isEmpty() ? "" : ": " + TerminalText.inLine(shown);
    }

    private static JsonNode json(byte[] body) {
        try {
            return RecordJson.MAPPER.readTree(body);
        } catch (JacksonException e) {
            return RecordJson.MAPPER.missingNode();
        }
    }

    private static Duration retryAfter(HttpHeaders headers) {
        String text = headers.firstValue("Retry-After").orElse("");
        if (!text.matches("\\d{1,9}")) {
            return Duration.ZERO;
        }
        Duration duration = Duration.ofSeconds(Long.parseLong(text));
        return duration.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : duration;
    }

    @Override
    public void release() {
        // The client closes idle connections.
    }
}

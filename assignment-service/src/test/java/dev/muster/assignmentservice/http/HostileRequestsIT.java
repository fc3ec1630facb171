package dev.muster.assignmentservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.pipeline.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw requests that no client library sends. */
class HostileRequestsIT {

    private static final String LIST = "/api/v2.0/organizations/";

    private final Pipeline pipeline = Pipeline.shared();
    private final String token = TestTokens.shared().platformAdministrator();

    @Test
    void tokenInTheUrlIsAcceptedAndNotEchoed() {
        String answer = get(LIST + "?page_size=1&token=" + token);

        assertThat(answer).startsWith("HTTP/1.1 200").contains("next").doesNotContain(token);
        assertThat(get(LIST + "?page=x&token=" + token))
                .startsWith("HTTP/1.1 400")
                .doesNotContain(token);
        assertThat(get("/api/v2.0/organizations/nowhere/?token=" + token))
                .startsWith("HTTP/1.1 404")
                .doesNotContain(token);
        assertThat(get("/api/v2.0/nowhere?token=" + token))
                .startsWith("HTTP/1.1 404")
                .doesNotContain(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/applications/m%FCller_mail1",
                "/api/applications?search=%FC",
                "/api/v2.0/organizations/%ED%A0%80/"
            })
    void malformedPercentEncodingIsRejected(String target) {
        assertThat(get(target, "X-Auth-Token: " + token)).startsWith("HTTP/1.1 400");
    }

    @Test
    void severalOrEmptyTokensInTheUrlAreRejected() {
        for (String query : List.of(
                "token=" + token + "&token=" + token,
                "token=",
                "token",
                "%74oken=" + token + "&token=x",
                "token=%ZZ")) {
            assertThat(get(LIST + "?" + query))
                    .as(query)
                    .startsWith("HTTP/1.1 401")
                    .doesNotContain(token);
        }
        assertThat(get(LIST + "?token=" + token, "X-Auth-Token: " + token)).startsWith("HTTP/1.1 401");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer",
                "Authorization: Bearer ",
                "Authorization:",
                "Authorization: Basic YTpi",
                "Authorization: Bearer a b",
                "Authorization: Bearer a,b",
                "Authorization: Bearer \u00e9",
                "Authorization: Digest username=\"x\"",
                "X-Auth-Token:",
                "X-Auth-Token: a b"
            })
    void malformedCredentialsAreRejected(String header) {
        String answer = get("/api/tokens", header);

        assertThat(answer)
                .startsWith("HTTP/1.1 401")
                .contains("{\"code\":401,\"message\":\"invalid token\",\"data\":{}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Request-ID: a\rSet-Cookie: b",
                "X-Request-ID: a\u0000b",
                "X-Auth-Token: a\u0000b",
                "Bad Header: a",
                "Authorization: Bearer a\u0001"
            })
    void controlCharactersInHeadersAreNotEchoed(String header) {
        String answer = get("/api/tokens", header);

        assertThat(answer).matches("(?s)HTTP/1\\.1 40[01] .*").doesNotContain("Set-Cookie");
    }

    @Test
    void encodedLineBreakIsNotInResponseHeaders() {
        assertThat(get(LIST + "?page=%0d%0aSet-Cookie:%20a", "X-Auth-Token: " + token))
                .startsWith("HTTP/1.1 400")
                .doesNotContain("\nSet-Cookie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api//tokens",
                "/api/../api/tokens",
                "/api/tokens;a=b",
                "/api/tokens/%00",
                "/api/tokens/%2e%2e/",
                "/api/%2ftokens",
                "/api/tokens/%25",
                "/api/tokens?%00=1",
                "/api/tokens?page=%00",
                "/api/tokens\\",
                "/api/tokens/%ff"
            })
    void unusualPathsAndParametersAreClientErrors(String path) {
        assertThat(get(path, "Authorization: Bearer " + token)).matches("(?s)HTTP/1\\.1 (200|40[0-9]) .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/tokens/|",
                "GET /error",
                "GET /api/%00",
                "TRACE /api/tokens",
                "GET /api/tokens;a=b",
                "GET api",
                "G@T /"
            })
    void noErrorIsAPageInHtml(String request) {
        String answer = send(request, "Authorization: Bearer " + token, "Accept: text/html");

        assertThat(answer).matches("(?s)HTTP/1\\.1 (40[0-9]|501) .*").doesNotContainIgnoringCase("<html");
        assertThat(answer).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/users/a%00", "/v2/users/a\\", "/api/v2.0/organizations/a%00/"})
    void whatTheServerCannotReadIsToldInTheWordsOfTheFirstContract(String path) {
        assertThat(get(path, "Authorization: Bearer " + token))
                .startsWith("HTTP/1.1 400")
                .endsWith("{\"code\":400,\"message\":\"the request line or a header cannot be read\",\"data\":{}}");
    }

    @Test
    void tooLargeHeadersAreNoPageInHtml() {
        assertThat(get("/api/tokens", "X-Large: " + "x".repeat(20_000)))
                .matches("(?s)HTTP/1\\.1 4[0-9][0-9] .*")
                .doesNotContainIgnoringCase("<html");
    }

    @Test
    void unusualMethodsAreRejected() {
        assertThat(send("TRACE /api/tokens", "Authorization: Bearer " + token)).startsWith("HTTP/1.1 40");
        assertThat(send("FOO /api/tokens", "Authorization: Bearer " + token)).startsWith("HTTP/1.1 40");
        assertThat(send("PUT /api/tokens", "Authorization: Bearer " + token, "Content-Length: 0"))
                .startsWith("HTTP/1.1 405");
    }

    private String get(String path, String... headers) {
        return send("GET " + path, headers);
    }

    private String send(String request, String... headers) {
        String text = request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + String.join("\r\n", headers)
                + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), pipeline.http("/").getPort())) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.muster.assignmentservice.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Generates malformed requests from a seed. */
final class MalformedRequests {

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "FOO");
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "~",
            "~~",
            "~my-second-customer",
            "'; drop table organization; --",
            "%' or '1'='1",
            "../../etc/passwd",
            "\u0000",
            "a\u0000b",
            "\r\nX-Injected: 1",
            "\uD800",
            "\u202E\uFEFF",
            "{}",
            "null",
            "-1",
            "0",
            "1e309",
            "99999999999999999999999999",
            "sys_abc123_mail1",
            "00000000-0000-0000-0000-000000000000",
            "x".repeat(300),
            "é".repeat(5_000),
            "<svg onload=alert(1)>",
            "${jndi:ldap://localhost/a}");
    private static final List<String> PARAMETERS = List.of(
            "page",
            "page_size",
            "results-per-page",
            "q",
            "order-direction",
            "search",
            "sort_by",
            "sort_direction",
            "cursor",
            "type",
            "status",
            "organization_id",
            "system_id",
            "version",
            "label__contains",
            "token",
            "period",
            "unknown");
    private static final List<String> FIELDS = List.of(
            "organization_id",
            "label",
            "name",
            "description",
            "properties",
            "isActive",
            "app",
            "applicationIds",
            "guid",
            "notes",
            "display_name",
            "url",
            "scopes",
            "expires_at",
            "expires_in_days",
            "parent",
            "type",
            "roles",
            "logo",
            "platform_administrator",
            "unknown");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json;charset=utf-16",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=b",
            "multipart/form-data",
            "text/plain",
            "application/xml",
            "nonsense",
            "");

    private final Random random;
    private final List<String> routes;
    private final List<String> tokens;

    MalformedRequests(long seed, List<String> routes, List<String> tokens) {
        random = new Random(seed);
        this.routes = routes;
        this.tokens = tokens;
    }

    byte[] next() {
        byte[] body = random.nextInt(4) == 0 ? new byte[0] : body();
        StringBuilder head = new StringBuilder()
                .append(one(METHODS))
                .append(' ')
                .append(target())
                .append(" HTTP/1.1\r\nHost: localhost\r\n");
        headers(head);
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private String target() {
        Matcher variables = VARIABLE.matcher(one(routes));
        StringBuilder target = new StringBuilder();
        while (variables.find()) {
            variables.appendReplacement(target, Matcher.quoteReplacement(encoded(one(NASTY))));
        }
        variables.appendTail(target);
        int parameters = random.nextInt(4);
        for (int i = 0; i < parameters; i++) {
            target.append(i == 0 ? '?' : '&')
                    .append(one(PARAMETERS))
                    .append('=')
                    .append(encoded(one(NASTY)));
        }
        return target.toString();
    }

    private String encoded(String text) {
        return switch (random.nextInt(8)) {
            case 0 -> "%ZZ";
            case 1 -> "%ff%fe";
            case 2 -> "%2e%2e%2f";
            default -> URLEncoder.encode(text, UTF_8).replace("+", "%20");
        };
    }

    private void headers(StringBuilder head) {
        if (random.nextInt(10) > 0) {
            head.append("Authorization: Bearer ").append(one(tokens)).append("\r\n");
        }
        if (random.nextInt(10) > 0) {
            head.append("Content-Type: ").append(one(TYPES)).append("\r\n");
        }
        for (String name : List.of("If-Match", "Idempotency-Key", "Accept", "X-Auth-Token", "X-Request-ID", "Cookie")) {
            if (random.nextInt(8) == 0) {
                String value = one(NASTY).replaceAll("[^\\x20-\\x7e]", "?");
                head.append(name).append(": ").append(value).append("\r\n");
            }
        }
    }

    private byte[] body() {
        return switch (random.nextInt(8)) {
            case 0 -> randomBytes(random.nextInt(2_000));
            case 1 -> "[".repeat(random.nextInt(3_000)).getBytes(UTF_8);
            case 2 -> form();
            case 3 -> multipart();
            case 4 -> cut(object().getBytes(UTF_8));
            default -> object().getBytes(UTF_8);
        };
    }

    private String object() {
        List<String> members = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            members.add('"' + one(FIELDS) + "\":" + value(0));
        }
        return '{' + String.join(",", members) + '}';
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 3 ? 6 : 8)) {
            case 0 -> "null";
            case 1 -> String.valueOf(random.nextBoolean());
            case 2 -> "1e" + random.nextInt(100_000);
            case 3 -> String.valueOf(random.nextLong());
            case 4 -> "\"\\u0000\"";
            case 5 -> '"' + one(NASTY).replaceAll("[\"\\\\\\p{Cntrl}]", "") + '"';
            case 6 -> '[' + value(depth + 1) + ',' + value(depth + 1) + ']';
            default -> "{\"" + one(FIELDS) + "\":" + value(depth + 1) + '}';
        };
    }

    private byte[] form() {
        return (one(FIELDS) + '=' + encoded(one(NASTY)) + '&' + one(FIELDS) + '=' + encoded(one(NASTY)))
                .getBytes(UTF_8);
    }

    private byte[] multipart() {
        String name = one(List.of("logo", "favicon", "label", "properties", "isActive"));
        String part = "--b\r\nContent-Disposition: form-data; name=\"" + name
                + (random.nextBoolean() ? "\"; filename=\"../../x.png" : "")
                + "\"\r\n\r\n";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(part.getBytes(UTF_8));
        body.writeBytes(random.nextBoolean() ? randomBytes(500) : one(NASTY).getBytes(UTF_8));
        if (random.nextInt(3) > 0) {
            body.writeBytes("\r\n--b--\r\n".getBytes(UTF_8));
        }
        return body.toByteArray();
    }

    private byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

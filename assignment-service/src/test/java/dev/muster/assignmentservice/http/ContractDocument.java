package dev.muster.assignmentservice.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A document of a contract: its example request and response. */
public final class ContractDocument {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern CURL = Pattern.compile("(?s)\\ncurl\\s(.*?)\\n(?=\\n|Response)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s\\\\]+)");

    private final String text;

    private ContractDocument(String text) {
        this.text = text;
    }

    /** The unchanged document. */
    public static ContractDocument of(String name) {
        try (InputStream in = ContractDocument.class.getResourceAsStream("/contracts/" + name + ".txt")) {
            return new ContractDocument(
                    new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JSON that begins after the given line. */
    public JsonNode jsonBehind(String line) {
        int begin = text.indexOf("\n" + line + "\n");
        if (begin < 0) {
            throw new IllegalArgumentException("no line " + line);
        }
        return JSON.readTree(text.substring(begin + line.length() + 2));
    }

    /** The request of its curl command, with the token in place of its own. */
    public WireRequest request(String token) {
        Matcher command = CURL.matcher(text);
        if (!command.find()) {
            throw new IllegalStateException("the document has no curl command");
        }
        List<String> words = words(command.group(1));
        String method = "GET";
        String path = "";
        String body = null;
        List<String> headers = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-X", "--request" -> method = words.get(++i);
                case "-H", "--header" -> headers.add(withToken(words.get(++i), token));
                case "-d", "--data" -> body = words.get(++i);
                default -> path = words.get(i).replaceFirst("^https://[^/]+", "");
            }
        }
        return new WireRequest(method, path, headers, body);
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            for (int group = 1; group <= 3; group++) {
                if (word.group(group) != null) {
                    words.add(word.group(group));
                }
            }
        }
        return words;
    }

    private static String withToken(String header, String token) {
        return header.replaceFirst("(?i)^(authorization: *bearer ).*", "$1" + Matcher.quoteReplacement(token));
    }
}

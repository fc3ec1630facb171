package dev.muster.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class PlainJsonTest {

    private static final int MUTANTS = 200_000;
    private static final String VALID =
            "{ \"users\": -12, \"zero\":0,\"state\": \"r{u}n:n,i]ng\", \"deep\": [ true,[], {\"a\":{}} ,false, null,1 ] }\n";
    private static final String ALPHABET = "{}[]:,\"\\-+.eE019 \t\r\ntruefalsn\u007f\0\u00e9\ud83d";
    private static final JsonFactory FACTORY = new JsonFactory();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { } ",
                "{\"a\":1}",
                "{\"a\":-0}",
                "{\"\":999999999999999999}",
                "{\"a\":[[],{},[{}]]}",
                "{\"a\":true,\"b\":false,\"c\":null}",
                "{\"a\":\"\",\"a\":\"[\"}",
                VALID
            })
    void whatIsPlainIsRecognized(String json) {
        assertThat(PlainJson.isObject(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "[]",
                "\"a\"",
                "{",
                "{}{}",
                "{}x",
                "{}\0",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1,}",
                "{,}",
                "{a:1}",
                "{\"a\" 1}",
                "{\"a\":[}",
                "{\"a\":[1,]}",
                "{\"a\":[1}]",
                "{\"a\":tru}",
                "{\"a\":truex}",
                "{\"a\":nul",
                "{\"a\":-}",
                "{\"a\":+1}",
                "{\"a\":01}",
                "{\"a\":-01}",
                "{\"a\":1 2}",
                "{\"a\":\"b}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\0\"}",
                "{'a':1}",
                "{/**/}"
            })
    void whatIsNoObjectIsNotRecognized(String json) {
        assertThat(PlainJson.isObject(json)).isFalse();
    }

    /** Such a text may be right or wrong; it is the parser's to say. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1.5}",
                "{\"a\":1e5}",
                "{\"a\":1000000000000000000}",
                "{\"a\":\"\\n\"}",
                "{\"\\u0061\":1}",
                "{\"a\":\"\u00e9\"}"
            })
    void whatIsNotPlainIsLeftToTheParser(String json) {
        assertThat(PlainJson.isObject(json)).isFalse();
    }

    @Test
    void whatIsLongOrDeepIsLeftToTheParser() {
        assertThat(PlainJson.isObject("{\"a\":" + "[".repeat(49) + "]".repeat(49) + "}"))
                .isTrue();
        assertThat(PlainJson.isObject("{\"a\":" + "[".repeat(50) + "]".repeat(50) + "}"))
                .isFalse();
        assertThat(PlainJson.isObject("{\"a\":".repeat(16_000 / 5))).isFalse();
        assertThat(PlainJson.isObject("{\"a\":\"" + "x".repeat(16 * 1024) + "\"}"))
                .isFalse();
    }

    @Test
    void noTextIsRecognizedThatAParserRefuses() {
        long seed = Long.getLong("muster.seed", System.nanoTime());
        Random random = new Random(seed);
        int recognized = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = mutated(random);
            if (PlainJson.isObject(mutant)) {
                recognized++;
                assertThat(isObject(mutant)).as("seed %s, %s", seed, mutant).isTrue();
            }
        }
        assertThat(recognized).isGreaterThan(MUTANTS / 50);
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(VALID);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                default -> text.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
        }
        return text.toString();
    }

    private static boolean isObject(String json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            parser.skipChildren();
            return object && parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}

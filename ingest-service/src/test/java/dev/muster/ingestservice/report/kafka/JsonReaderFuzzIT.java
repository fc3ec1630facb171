package dev.muster.ingestservice.report.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonObjects;
import dev.muster.text.JsonReader;
import dev.muster.text.TextValidation;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Compares the JSON reader with Jackson under the same bounds. */
class JsonReaderFuzzIT {

    private static final int MUTANTS = 300_000;
    private static final int MAX_BYTES = 1 << 20;
    private static final String VALID =
            "{ \"users\": -12, \"zéro\":0.5e+1,\"st\\u0061te\": \"r{u}n:n,i]ng \\ud83d\\ude00 \ud83d\ude00\", \"deep\":"
                    + " [ true,[], {\"a\":{}} ,false, null,1E-3 ] }\n";
    private static final String[] ALPHABET = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\\",
        "-",
        "+",
        ".",
        "e",
        "E",
        "0",
        "1",
        "9",
        " ",
        "\t",
        "\r",
        "\n",
        "t",
        "u",
        "l",
        "s",
        "\u007f",
        "\0",
        "\u00e9",
        "\ud83d",
        "\ude00",
        "\ufffd",
        "\ufeff",
        "\u00a0",
        "\\u0000",
        "\\ud83d",
        "\\ude00",
        "\\u00e9",
        "\\/",
        "1e10000",
        "1e10001",
        "e-99999999999",
        "true",
        "null",
        "//",
        "'"
    };
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonReader.MAX_LEVELS)
                    .build())
            .build();
    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { } ",
                "{\"a\":-0}",
                "{\"\":999999999999999999}",
                "{\"a\":[[],{},[{}]]}",
                "{\"a\":\"\",\"a\":\"[\"}",
                "{\"a\":1e10000}",
                "{\"a\":1E-10000}",
                "{\"a\":1.5e0000000000001}",
                "{\"a\":\"\\ud83d\\ude00\"}",
                VALID
            })
    void acceptsObjectsWithinTheBounds(String json) throws InvalidJsonException {
        JsonObjects.check(json, MAX_BYTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "{\"a\":1.}",
                "{\"a\":.1}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":1 2}",
                "{\"a\":\"b}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\0\"}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":\"\\ud83d\"}",
                "{\"\\ude00\":1}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u00g0\"}",
                "{'a':1}",
                "{/**/}",
                "{\"a\":NaN}",
                "{\"a\":1e10001}",
                "{\"a\":1.5e10001}",
                "{\"a\":1e-10001}",
                "{\"a\":1e2147483648}",
                "{\"a\":1e-99999999999}",
                "\ufeff{}"
            })
    void rejectsAnythingElse(String json) {
        assertThat(isAccepted(json)).isFalse();
    }

    @Test
    void boundsAreExact() {
        assertThat(isAccepted("{\"a\":" + "[".repeat(99) + "]".repeat(99) + "}"))
                .isTrue();
        assertThat(isAccepted("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"))
                .isFalse();
        assertThat(isAccepted("{\"a\":" + "1".repeat(1_000) + "}")).isTrue();
        assertThat(isAccepted("{\"a\":" + "1".repeat(1_001) + "}")).isFalse();
        assertThat(isAccepted("{\"" + "n".repeat(50_000) + "\":1}")).isTrue();
        assertThat(isAccepted("{\"" + "n".repeat(50_001) + "\":1}")).isFalse();
        assertThat(isAccepted("{\"a\":\"" + "x".repeat(MAX_BYTES - 8) + "\"}")).isTrue();
        assertThat(isAccepted("{\"a\":\"" + "x".repeat(MAX_BYTES - 7) + "\"}")).isFalse();
        assertThat(isAccepted("{\"a\":" + "[".repeat(500_000))).isFalse();
    }

    @Test
    void acceptsTheSameTextsAsJackson() throws InvalidJsonException {
        long seed = Long.getLong("muster.seed", System.nanoTime());
        Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = mutated(random);
            boolean isAccepted = isAccepted(mutant);
            assertThat(isAccepted).as("seed %s, %s", seed, mutant).isEqualTo(isAcceptedByJackson(mutant));
            if (isAccepted) {
                accepted++;
                String canonical = JsonObjects.canonical(mutant);
                assertThat(JsonObjects.canonical(canonical)).as(canonical).isEqualTo(canonical);
                assertThat(MAPPER.readTree(canonical))
                        .as("seed %s, %s", seed, mutant)
                        .isEqualTo(MAPPER.readTree(mutant));
            }
        }
        assertThat(accepted).isGreaterThan(MUTANTS / 50);
    }

    @Test
    void onlyVariantsOfOneObjectAreEquivalent() {
        long seed = Long.getLong("muster.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String one = JsonVariants.random(random);
            String other = JsonVariants.random(random);
            assertThat(JsonObjects.areSame(one, other))
                    .as("seed %s, %s and %s", seed, one, other)
                    .isEqualTo(JsonVariants.canonical(one).equals(JsonVariants.canonical(other)));
        }
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(VALID);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length());
            String other = ALPHABET[random.nextInt(ALPHABET.length)];
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, other);
                default -> text.replace(at, at + 1, other);
            }
        }
        return text.toString();
    }

    private static boolean isAccepted(String json) {
        try {
            JsonObjects.check(json, MAX_BYTES);
            return true;
        } catch (InvalidJsonException e) {
            return false;
        }
    }

    private static boolean isAcceptedByJackson(String json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            boolean good = parser.nextToken() == JsonToken.START_OBJECT;
            int depth = 1;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                good &= depth > 0;
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.PROPERTY_NAME || token == JsonToken.VALUE_STRING) {
                    good &= !TextValidation.hasUnpairedSurrogate(parser.getString())
                            && parser.getString().indexOf('\0') < 0;
                } else if (token.isNumeric()) {
                    good &= isWithinBounds(parser.getString());
                }
            }
            return good;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean isWithinBounds(String number) {
        int e = Math.max(number.indexOf('e'), number.indexOf('E'));
        return e < 0
                || new BigDecimal(number.substring(e + 1)).abs().compareTo(BigDecimal.valueOf(JsonReader.MAX_EXPONENT))
                        <= 0;
    }
}

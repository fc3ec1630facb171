package dev.muster.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextValidationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\n",
                "\u00a0",
                "\u2007\u202f",
                "\u3000",
                "\u200b",
                "\ufeff",
                "\u2060\u2063",
                "\u00ad",
                "\u034f",
                "\u115f\u1160",
                "\u180e",
                "\u2800",
                "\u3164",
                "\ufe0f",
                "\uffa0",
                "\u061c\u200e",
                "\u0085",
                "\u2028\u2029",
                "\udb40\udc41",
                "\udb40\udd00"
            })
    void textOfInvisibleCharactersIsBlank(String text) {
        assertThat(TextValidation.isBlank(text)).isTrue();
        assertThat(TextValidation.isBlank(text + "x")).isFalse();
        assertThat(TextValidation.problemOfId(text, 100)).isEqualTo("is blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "-", "ü", "\ufffd", "\ud83d\ude00", "\u200bx", "क", "\u0301"})
    void textWithAVisibleCharacterIsNotBlank(String text) {
        assertThat(TextValidation.isBlank(text)).isFalse();
        assertThat(TextValidation.problemOfId(text, 100)).isNull();
    }

    @Test
    void countsCodePoints() {
        String face = "\ud83d\ude00";

        assertThat(TextValidation.problemOfId(face.repeat(100), 100)).isNull();
        assertThat(TextValidation.problemOfId(face.repeat(101), 100)).isEqualTo("has more than 100 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "a\u007f", "a\u0085b"})
    void findsControlCharacters(String text) {
        assertThat(TextValidation.problemOfId(text, 100)).isEqualTo("has a control character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud83d", "\ude00a", "\ude00\ud83d"})
    void findsUnpairedSurrogates(String text) {
        assertThat(TextValidation.problemOfId(text, 100)).isEqualTo("has half of a surrogate pair");
    }
}

package dev.muster.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fc",
                "6dfc6c",
                "80",
                "c3",
                "e282",
                "c080",
                "eda080",
                "edbfbf",
                "f4908080",
                "f8888080",
                "efbfbdff"
            })
    void rejectsInvalidUtf8(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> Utf8.decode(bytes)).isInstanceOf(CharacterCodingException.class);
        assertThat(Utf8.decodeOrNull(bytes)).isNull();
        assertThat(Utf8.isValid(bytes)).isFalse();
    }

    @Test
    void acceptsTheReplacementCharacter() throws CharacterCodingException {
        String text = "a\ufffd\ufffd\ud83d\ude00".repeat(5_000);

        assertThat(Utf8.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/m%FCller", "/%C3", "%C3x%BC", "%ED%A0%80", "%C0%80", "%zz%fc"})
    void findsInvalidPercentEncodedUtf8(String text) {
        assertThat(Utf8.isPercentEncoded(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/api", "/m%C3%BCller", "%EF%BF%BD", "q=%F0%9F%98%80&r=%41", "%%", "%c3%bc%", "%4"})
    void acceptsPercentEncodedUtf8(String text) {
        assertThat(Utf8.isPercentEncoded(text)).isTrue();
    }

    @Test
    void checksALongTextToItsEnd() {
        byte[] bytes = "a\ufffd".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.isValid(bytes)).isTrue();

        bytes[bytes.length - 1] = 'x';
        assertThat(Utf8.isValid(bytes)).isFalse();
    }
}

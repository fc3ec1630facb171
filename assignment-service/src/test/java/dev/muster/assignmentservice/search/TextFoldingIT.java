package dev.muster.assignmentservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFoldingIT {

    @ParameterizedTest
    @CsvSource({
        "Äpfelmarkt, apfelmarkt",
        "A\u0308PFEL, apfel",
        "Straße, strasse",
        "STRASSE, strasse",
        "STRAẞE, strasse",
        "ﬁle ﬄ, file ffl",
        "ΟΔΟΣ, οδοσ",
        "οδος, οδοσ",
        "Ἄνθρωπος, ανθρωποσ",
        "ᾼ ᾳ, α α",
        "İstanbul, istanbul",
        "ISPARTA, isparta",
        "ısparta, ısparta",
        "Ｆｕｌｌ１２, full12",
        "が, か",
        "中文 资料, 中文 资料",
        "№ ½, no 1⁄2",
        "😀 Café, 😀 cafe",
        "שָׁלוֹם, שלום",
        "ꭰ Ꭰ, Ꭰ Ꭰ",
        "Mail-1_x, mail-1_x",
        "ŉ, ʼn",
        "K, k"
    })
    void textIsFoldedByUnicodeRules(String text, String folded) {
        assertThat(TextFolding.fold(text)).isEqualTo(folded);
    }

    @Test
    void foldingIsIdempotentAndNormalizesForms() {
        assertThat(IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                        .filter(one -> one < Character.MIN_SURROGATE || one > Character.MAX_SURROGATE)
                        .filter(one -> {
                            String text = Character.toString(one);
                            String folded = TextFolding.fold(text);
                            return !TextFolding.fold(folded).equals(folded)
                                    || !TextFolding.fold(Normalizer.normalize(text, Normalizer.Form.NFD))
                                            .equals(folded)
                                    || !TextFolding.fold(Normalizer.normalize(text, Normalizer.Form.NFC))
                                            .equals(folded);
                        })
                        .mapToObj(Integer::toHexString))
                .isEmpty();
    }

    @Test
    void casesFoldEqualExceptDotlessIAndCombiningIota() {
        assertThat(IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                        .filter(one -> one < Character.MIN_SURROGATE || one > Character.MAX_SURROGATE)
                        .filter(one -> {
                            String text = Character.toString(one);
                            String folded = TextFolding.fold(text);
                            if (Normalizer.normalize(text, Normalizer.Form.NFD).indexOf('\u0345') >= 0) {
                                return false;
                            }
                            return !TextFolding.fold(text.toUpperCase(java.util.Locale.ROOT))
                                            .equals(folded)
                                    || !TextFolding.fold(Character.toString(Character.toLowerCase(one)))
                                            .equals(folded);
                        })
                        .mapToObj(Integer::toHexString))
                .containsExactly("131");
    }

    @Test
    void prefixEndsBetweenCharactersWithinBounds() {
        assertThat(TextFolding.foldPrefix("a".repeat(500))).isEqualTo("a".repeat(400));
        String emoji = TextFolding.foldPrefix("a" + "😀".repeat(400));
        assertThat(emoji).isEqualTo("a" + "😀".repeat(249));
        assertThat(emoji.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(TextFolding.MAX_BYTES);
        String expanded = TextFolding.foldPrefix("\uFDFA".repeat(400));
        assertThat(expanded.codePointCount(0, expanded.length())).isLessThanOrEqualTo(TextFolding.MAX_LENGTH);
        assertThat(expanded).startsWith(TextFolding.fold("\uFDFA"));
        assertThat(TextFolding.foldPrefix("")).isEmpty();
    }
}

package dev.muster.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTextTest {

    @Test
    void controlAndDirectionCharactersAreEscaped() {
        assertThat(TerminalText.of("a\u001b[31mb\u009bc\u007fd\u202ee\rf\u2028"))
                .isEqualTo("a\\u001b[31mb\\u009bc\\u007fd\\u202ee\\u000df\\u2028");
    }

    @Test
    void lineEndsAndTabsAreEscapedWithinALineOnly() {
        assertThat(TerminalText.of("a\n\tb")).isEqualTo("a\n\tb");
        assertThat(TerminalText.inLine("a\n\tb")).isEqualTo("a\\u000a\\u0009b");
    }

    @Test
    void otherTextIsUnchanged() {
        String text = "Straße, Ελλάδα, \uD83D\uDE80, \\u001b";
        assertThat(TerminalText.inLine(text)).isSameAs(text);
    }
}

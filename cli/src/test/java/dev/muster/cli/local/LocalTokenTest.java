package dev.muster.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalTokenTest {

    @Test
    void tokenIsRandomAndNotPrinted() {
        LocalToken token = LocalToken.random();

        assertThat(token.text())
                .matches("mst_[A-Za-z0-9_-]{43}")
                .isNotEqualTo(LocalToken.random().text());
        assertThat(token.toString()).doesNotContain(token.text());
    }

    /** As sha256sum says. */
    @Test
    void hashIsSha256InHexadecimal() {
        assertThat(new LocalToken("mst_x").hash())
                .isEqualTo("d401d1a8b3faaa27ad6effe4ba9d76e70074921c39b41569af88ddc68de0737a");
    }
}

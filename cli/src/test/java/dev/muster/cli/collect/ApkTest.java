package dev.muster.cli.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

class ApkTest {

    /** From /lib/apk/db/installed of Alpine 3.20. */
    private static final String OUTPUT = """
            C:Q1uKf+rIFMAJRBRTuaT5RbFrnHhWM=
            P:alpine-baselayout
            V:3.6.5-r0
            A:x86_64
            S:8515
            I:315392
            T:Alpine base dir structure and init scripts
            U:https://git.alpinelinux.org/cgit/aports/tree/main/alpine-baselayout
            L:GPL-2.0-only
            o:alpine-baselayout
            D:alpine-baselayout-data=3.6.5-r0 /bin/sh
            F:dev
            F:etc
            R:motd
            Z:Q1SLkS9hBidUbPwwrw+XR0Whv3ww8=

            C:Q1V4ci8EJFwAwxUt/1pMfURPPg2Nc=
            P:musl
            V:1.2.5-r0
            A:x86_64
            I:667648
            T:the musl c library (libc) implementation
            L:MIT

            """;

    @Test
    void parsesEveryPackage() {
        assertThat(Apk.parse(OUTPUT))
                .extracting(InstalledPackage::name, InstalledPackage::version, InstalledPackage::architecture)
                .containsExactly(tuple("alpine-baselayout", "3.6.5-r0", "x86_64"), tuple("musl", "1.2.5-r0", "x86_64"));
    }

    @Test
    void parsesDetails() {
        assertThat(Apk.parse(OUTPUT).get(1).details())
                .containsEntry("license", "MIT")
                .containsEntry("installed_size_bytes", 667648L)
                .doesNotContainKey("homepage");
    }
}

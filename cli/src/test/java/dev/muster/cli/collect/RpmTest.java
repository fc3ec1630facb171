package dev.muster.cli.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RpmTest {

    /** As rpm 4.19 on Fedora prints it. */
    private static final String OUTPUT = """
            bash\t5.2.26-3.fc40\tx86_64\tUnspecified\t8498117\tFedora Project\tbash-5.2.26-3.fc40.src.rpm\thttps://www.gnu.org/software/bash\tThe GNU Bourne Again shell
            openssl-libs\t1:3.2.1-2.fc40\tx86_64\tUnspecified\t7780348\tFedora Project\topenssl-3.2.1-2.fc40.src.rpm\thttp://www.openssl.org/\tA general purpose cryptography library with TLS implementation
            gpg-pubkey\ta15b79cc-63d04c2c\t(none)\tPublic Keys\t0\t(none)\t(none)\t(none)\tFedora (40) public key
            """;

    @Test
    void versionContainsEpochAndRelease() {
        assertThat(Rpm.parse(OUTPUT))
                .extracting(InstalledPackage::version)
                .containsExactly("5.2.26-3.fc40", "1:3.2.1-2.fc40", "a15b79cc-63d04c2c");
    }

    @Test
    void sourceContainsTheVendorAndUnknownFieldsAreSkipped() {
        InstalledPackage bash = Rpm.parse(OUTPUT).get(0);
        InstalledPackage key = Rpm.parse(OUTPUT).get(2);

        assertThat(bash.source()).isEqualTo("rpm:Fedora Project");
        assertThat(bash.details()).containsEntry("installed_size_bytes", 8498117L);
        assertThat(key.source()).isEqualTo("rpm");
        assertThat(key.architecture()).isEmpty();
        assertThat(key.details()).doesNotContainKeys("source_package", "homepage", "architecture");
    }
}

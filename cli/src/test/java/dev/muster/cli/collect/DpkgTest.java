package dev.muster.cli.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DpkgTest {

    private static final String OUTPUT = """
            bash\t5.2.15-2+b7\tamd64\tinstalled\tshells\trequired\t7164\tbash\t\thttp://tiswww.case.edu/php/chet/bash/bashtop.html\tGNU Bourne Again SHell
            libc6\t2.36-9\tamd64\tinstalled\tlibs\toptional\t12989\tglibc\tAcme\t\tGNU C Library: Shared libraries
            libc6\t2.36-9\ti386\tinstalled\tlibs\toptional\t12000\tglibc\t\t\tGNU C Library: Shared libraries
            gone\t1.0\tall\tconfig-files\tmisc\toptional\t1\tgone\t\t\tWas removed
            half\t1.0\tall\thalf-configured\tmisc\toptional\t1\thalf\t\t\tIs there
            """;

    @Test
    void parsesInstalledPackages() {
        InstalledPackage bash = Dpkg.parse(OUTPUT).get(0);

        assertThat(bash.name()).isEqualTo("bash");
        assertThat(bash.version()).isEqualTo("5.2.15-2+b7");
        assertThat(bash.architecture()).isEqualTo("amd64");
        assertThat(bash.source()).isEqualTo("dpkg");
        assertThat(bash.details())
                .containsEntry("section", "shells")
                .containsEntry("status", "installed")
                .containsEntry("installed_size_kib", 7164L)
                .containsEntry("source_package", "bash")
                .containsEntry("summary", "GNU Bourne Again SHell");
    }

    @Test
    void skipsRemovedPackages() {
        assertThat(Dpkg.parse(OUTPUT))
                .extracting(InstalledPackage::name)
                .containsExactly("bash", "libc6", "libc6", "half");
    }

    @Test
    void sourceContainsTheOrigin() {
        assertThat(Dpkg.parse(OUTPUT).get(1).source()).isEqualTo("dpkg:Acme");
    }

    @Test
    void findsThePackagesOfThisHost() throws Exception {
        Path status = Path.of("/var/lib/dpkg/status");
        assumeTrue(Files.isReadable(status), "this host is not run by dpkg");
        List<String> lines = Files.readAllLines(status);
        long installed = lines.stream()
                .filter(line -> line.equals("Status: install ok installed"))
                .count();

        List<InstalledPackage> found = new Dpkg().installed();

        assertThat(found).hasSizeGreaterThanOrEqualTo((int) installed);
        assertThat(found).allSatisfy(one -> {
            assertThat(one.name()).isNotBlank();
            assertThat(lines).contains("Version: " + one.version());
        });
    }
}

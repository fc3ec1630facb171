package dev.muster.cli.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModuleIdsTest {

    @Test
    void idIsTheName() {
        assertThat(ids(of("bash", "5.2", "amd64"))).containsExactly("bash");
    }

    @Test
    void severalArchitecturesAddTheArchitecture() {
        assertThat(ids(of("libc6", "2.36", "amd64"), of("bash", "5.2", "amd64"), of("libc6", "2.36", "i386")))
                .containsExactly("libc6:amd64", "libc6:i386", "bash");
    }

    @Test
    void severalVersionsAddTheVersion() {
        assertThat(ids(of("kernel", "6.1", "x86_64"), of("kernel", "6.2", "x86_64")))
                .containsExactly("kernel:x86_64:6.1", "kernel:x86_64:6.2");
    }

    @Test
    void longIdIsTruncatedAndStaysUnique() {
        String one = ModuleIds.truncate("p".repeat(120));
        String other = ModuleIds.truncate("p".repeat(121));

        assertThat(one).hasSize(100).startsWith("ppp");
        assertThat(other).hasSize(100).isNotEqualTo(one);
        assertThat(ModuleIds.truncate("p".repeat(120))).isEqualTo(one);
        assertThat(ModuleIds.truncate("p".repeat(100))).isEqualTo("p".repeat(100));
    }

    private static List<String> ids(InstalledPackage... packages) {
        return List.copyOf(ModuleIds.assign(List.of(packages)).keySet());
    }

    private static InstalledPackage of(String name, String version, String architecture) {
        return new InstalledPackage(name, version, architecture, "test", Map.of());
    }
}

package dev.muster.cli.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportScope;
import dev.muster.inventory.ReportedApplication;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostInventoryTest {

    private static final InstalledPackage BASH =
            new InstalledPackage("bash", "5.2", "amd64", "dpkg", Map.of("section", "shells"));

    private static PackageManager manager(String name, List<InstalledPackage> packages) {
        return new PackageManager() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<InstalledPackage> installed() {
                return packages;
            }
        };
    }

    @Test
    void firstPackageManagerWithPackagesIsUsed() {
        InventoryReport report = HostInventory.collect(
                "here", false, List.of(manager("dpkg", List.of()), manager("rpm", List.of(BASH))));

        assertThat(report.getCollector()).isEqualTo("rpm/1");
        assertThat(report.getScope()).isEqualTo(ReportScope.SNAPSHOT);
        assertThat(report.getSystemId()).isEqualTo("here");
        ReportedApplication bash = report.getApplications().get(0);
        assertThat(bash.getModuleId()).isEqualTo("bash");
        assertThat(bash.getInstanceOf()).isEqualTo("package");
        assertThat(bash.getInventoryData()).isEqualTo("{\"section\":\"shells\"}");
    }

    @Test
    void hostWithoutPackageManagerIsAnError() {
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> HostInventory.collect("here", false, List.of(manager("dpkg", List.of()))))
                .withMessageContaining("no package manager")
                .withMessageContaining("--file")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNAVAILABLE));
    }

    @Test
    void moreThan10000ApplicationsAreRejected() {
        List<InstalledPackage> many = IntStream.rangeClosed(1, 10_001)
                .mapToObj(i -> new InstalledPackage("p" + i, "1", "all", "dpkg", Map.of()))
                .toList();

        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> HostInventory.collect("here", false, List.of(manager("dpkg", many))))
                .withMessageContaining("at most 10000");
    }

    @Test
    void reportOverEightMebibytesIsRejected() {
        InstalledPackage large =
                new InstalledPackage("large", "1", "all", "dpkg", Map.of("summary", "x".repeat(8 * 1024 * 1024)));

        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> HostInventory.collect("here", false, List.of(manager("dpkg", List.of(large)))))
                .withMessageContaining("at most 8388608");
    }

    @Test
    void serviceWithoutPackageHasNoVersion() {
        InstalledService unowned = new InstalledService("x.service", "X", "/nowhere/x.service", "systemd", Map.of());

        List<ReportedApplication> applications = HostInventory.applications(List.of(BASH), List.of(unowned));

        assertThat(applications).extracting(ReportedApplication::getModuleId).containsExactly("bash", "x.service");
        assertThat(applications.get(1).getInstanceOf()).isEqualTo("service");
        assertThat(applications.get(1).getVersion()).isEmpty();
    }
}

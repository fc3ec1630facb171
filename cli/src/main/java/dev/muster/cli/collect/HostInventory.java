package dev.muster.cli.collect;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.json.RecordJson;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportScope;
import dev.muster.inventory.ReportedApplication;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Collects the installed packages and services of this host into a snapshot. */
public final class HostInventory {

    private static final String FORMAT_VERSION = "/1";

    private HostInventory() {}

    /**
     * Returns a snapshot of this host's packages and services.
     *
     * @param systemId the system to report
     * @param receipt whether to request a receipt
     */
    public static InventoryReport collect(String systemId, boolean receipt) {
        return collect(systemId, receipt, List.of(new Dpkg(), new Rpm(), new Apk()));
    }

    static InventoryReport collect(String systemId, boolean receipt, List<PackageManager> managers) {
        for (PackageManager manager : managers) {
            List<InstalledPackage> packages = manager.installed();
            if (!packages.isEmpty()) {
                return report(systemId, manager.name(), receipt, applications(packages, Services.installed()));
            }
        }
        throw CliException.unavailable("no package manager found on this host (dpkg, rpm, apk):"
                + " write the report by hand and publish it with muster report --file");
    }

    private static InventoryReport report(
            String systemId, String collector, boolean receipt, List<ReportedApplication> applications) {
        InventoryReport report = InventoryReport.newBuilder()
                .setReportId(UUID.randomUUID())
                .setSystemId(systemId)
                .setCollector(collector + FORMAT_VERSION)
                .setCollectedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setScope(ReportScope.SNAPSHOT)
                .setReceipt(receipt)
                .setApplications(applications)
                .build();
        ReportLimits.check(report);
        return report;
    }

    static List<ReportedApplication> applications(List<InstalledPackage> packages, List<InstalledService> services) {
        Map<String, InstalledPackage> byId = ModuleIds.assign(packages);
        Map<String, String> versions = new LinkedHashMap<>();
        packages.forEach(installedPackage -> versions.putIfAbsent(installedPackage.name(), installedPackage.version()));
        Map<String, String> owners =
                FileOwners.find(services.stream().map(InstalledService::file).toList());
        List<ReportedApplication> applications = new ArrayList<>();
        byId.forEach((id, installedPackage) -> applications.add(packageApplication(id, installedPackage)));
        for (InstalledService service : services) {
            String id = ModuleIds.truncate(service.id());
            if (!byId.containsKey(id)) {
                String owner = owners.getOrDefault(service.file(), "");
                applications.add(serviceApplication(id, service, owner, versions.getOrDefault(owner, "")));
            }
        }
        return applications;
    }

    private static ReportedApplication packageApplication(String id, InstalledPackage installedPackage) {
        return ReportedApplication.newBuilder()
                .setModuleId(id)
                .setInstanceOf("package")
                .setName(installedPackage.name())
                .setSource(installedPackage.source())
                .setVersion(installedPackage.version())
                .setUserFacing(false)
                .setInventoryData(json(installedPackage.details()))
                .build();
    }

    private static ReportedApplication serviceApplication(
            String id, InstalledService service, String owner, String version) {
        return ReportedApplication.newBuilder()
                .setModuleId(id)
                .setInstanceOf("service")
                .setName(service.name())
                .setSource(service.source())
                .setVersion(version)
                .setUserFacing(false)
                .setInventoryData(json(new Fields()
                        .text("file", service.file())
                        .text("package", owner)
                        .map()))
                .setServicesData(json(service.state()))
                .build();
    }

    private static String json(Map<String, Object> details) {
        return RecordJson.MAPPER.writeValueAsString(details);
    }
}

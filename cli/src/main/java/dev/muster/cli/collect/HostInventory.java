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

/** Looks at this host and makes a snapshot of what it found: nothing in it is made up. */
public final class HostInventory {

    private static final String FORMAT_VERSION = "/1";

    private HostInventory() {}

    /**
     * A snapshot of this host's packages and services, as of now.
     *
     * @param systemId the system that it is to stand under
     * @param receipt whether a receipt is wanted for it
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
        throw CliException.infrastructure("this host has no package manager that Muster can ask (dpkg, rpm, apk):"
                + " write its report by hand and publish it with muster report --file");
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
        Map<String, InstalledPackage> byId = ModuleIds.unique(packages);
        Map<String, String> versions = new LinkedHashMap<>();
        packages.forEach(one -> versions.putIfAbsent(one.name(), one.version()));
        Map<String, String> owners =
                FileOwners.of(services.stream().map(InstalledService::file).toList());
        List<ReportedApplication> applications = new ArrayList<>();
        byId.forEach((id, one) -> applications.add(packageApplication(id, one)));
        for (InstalledService service : services) {
            String id = ModuleIds.fitting(service.id());
            if (!byId.containsKey(id)) {
                String owner = owners.getOrDefault(service.file(), "");
                applications.add(serviceApplication(id, service, owner, versions.getOrDefault(owner, "")));
            }
        }
        return applications;
    }

    private static ReportedApplication packageApplication(String id, InstalledPackage one) {
        return ReportedApplication.newBuilder()
                .setModuleId(id)
                .setInstanceOf("package")
                .setName(one.name())
                .setSource(one.source())
                .setVersion(one.version())
                .setUserFacing(false)
                .setInventoryData(json(one.details()))
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

package dev.muster.ingest.kafka;

import dev.muster.ingest.inventory.Attributes;
import dev.muster.ingest.inventory.InvalidReportException;
import dev.muster.ingest.inventory.ReportRules;
import dev.muster.ingest.inventory.ReportedApplication;

/** Applications from Avro's classes, checked. */
final class DecodedApplications {

    private DecodedApplications() {}

    static ReportedApplication of(dev.muster.inventory.ReportedApplication written) throws InvalidReportException {
        ReportedApplication application = new ReportedApplication(
                written.getModuleId(),
                new Attributes(
                        written.getInstanceOf(),
                        written.getName(),
                        written.getSource(),
                        written.getDisplayName(),
                        written.getVersion(),
                        written.getNodeId(),
                        written.getNodeLabel(),
                        written.getUrl(),
                        written.getUserFacing(),
                        written.getInventoryData(),
                        written.getBackupData(),
                        written.getServicesData()));
        ReportRules.check(application);
        checkJson(application);
        return application;
    }

    private static void checkJson(ReportedApplication application) throws InvalidReportException {
        try {
            JsonObjects.check("inventory_data", application.attributes().inventoryData());
            JsonObjects.check("backup_data", application.attributes().backupData());
            JsonObjects.check("services_data", application.attributes().servicesData());
        } catch (InvalidReportException e) {
            throw new InvalidReportException(
                    e.reason(), "application " + application.moduleId() + ": " + e.getMessage());
        }
    }
}

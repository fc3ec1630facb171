package dev.muster.ingest.kafka;

import dev.muster.ingest.inventory.Attributes;
import dev.muster.ingest.inventory.InvalidReportException;
import dev.muster.ingest.inventory.ReportRules;
import dev.muster.ingest.inventory.ReportedApplication;
import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonObjects;

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
        Attributes attributes = application.attributes();
        checkJson(application, "inventory_data", attributes.inventoryData());
        checkJson(application, "backup_data", attributes.backupData());
        checkJson(application, "services_data", attributes.servicesData());
    }

    private static void checkJson(ReportedApplication application, String field, String json)
            throws InvalidReportException {
        try {
            JsonObjects.check(json, ReportRules.MAX_JSON_BYTES);
        } catch (InvalidJsonException e) {
            throw new InvalidReportException(
                    e.reason().code(), "application " + application.moduleId() + ": " + field + " " + e.getMessage());
        }
    }
}

package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportRules;
import dev.muster.ingestservice.report.ReportedApplication;
import dev.muster.ingestservice.report.ReportedAttributes;
import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonObjects;

/** Converts applications from Avro classes and validates them. */
final class ApplicationDecoder {

    private ApplicationDecoder() {}

    static ReportedApplication convert(dev.muster.inventory.ReportedApplication encoded) throws InvalidReportException {
        ReportedApplication application = new ReportedApplication(
                encoded.getModuleId(),
                new ReportedAttributes(
                        encoded.getInstanceOf(),
                        encoded.getName(),
                        encoded.getSource(),
                        encoded.getDisplayName(),
                        encoded.getVersion(),
                        encoded.getNodeId(),
                        encoded.getNodeLabel(),
                        encoded.getUrl(),
                        encoded.getUserFacing(),
                        encoded.getInventoryData(),
                        encoded.getBackupData(),
                        encoded.getServicesData()));
        ReportRules.check(application);
        checkJson(application);
        return application;
    }

    private static void checkJson(ReportedApplication application) throws InvalidReportException {
        ReportedAttributes attributes = application.attributes();
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

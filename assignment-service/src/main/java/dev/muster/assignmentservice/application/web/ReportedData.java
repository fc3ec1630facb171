package dev.muster.assignmentservice.application.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.muster.assignmentservice.application.ReportedApplication;

/** JSON objects as they were reported: inventory has seen to it that they are objects. */
record ReportedData(
        @JsonProperty("inventory_data") @JsonRawValue String inventoryData,
        @JsonProperty("backup_data") @JsonRawValue String backupData,
        @JsonProperty("services_data") @JsonRawValue String servicesData) {

    static ReportedData of(ReportedApplication.Data data) {
        return new ReportedData(data.inventory(), data.backup(), data.services());
    }
}

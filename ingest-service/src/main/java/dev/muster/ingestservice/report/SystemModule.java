package dev.muster.ingestservice.report;

/** A module of a system, whether or not there is a record of it. */
public record SystemModule(SystemState system, String moduleId) {

    public String applicationId() {
        return applicationId(system.systemId(), moduleId);
    }

    /** {@code {system_id}_{module_id}}. */
    public static String applicationId(String systemId, String moduleId) {
        return systemId + "_" + moduleId;
    }
}

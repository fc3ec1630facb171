package dev.muster.cli.collect;

import dev.muster.cli.json.RecordJson;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document in which agents upload a snapshot by HTTP. The service takes its own time as the time of collection, and
 * the same body sent again within 15 minutes as the same report; so the document has the id of its report, which makes
 * two reports about the same applications differ.
 */
final class FactsDocument {

    private static final String SCHEMA = "https://schema.nethserver.org/facts/2022-12.json";

    /** The fields of a module that are not kept in its inventory_data. */
    private static final Set<String> OF_MODULE = Set.of("id", "module", "name", "source", "version", "node", "ui_name");

    private FactsDocument() {}

    /** The document in UTF-8; always the same for the same report. */
    static byte[] of(InventoryReport report) {
        String systemId = report.getSystemId();
        ObjectNode document = RecordJson.MAPPER.createObjectNode();
        document.put("$schema", SCHEMA);
        document.put(
                "uuid",
                UUID.nameUUIDFromBytes(systemId.getBytes(StandardCharsets.UTF_8))
                        .toString());
        document.put("installation", "nethserver");
        document.put("report_id", report.getReportId().toString());
        document.put("collector", report.getCollector());
        document.put("collected_at", report.getCollectedAt().toString());
        ArrayNode modules = document.putObject("facts").putArray("modules");
        report.getApplications().forEach(application -> modules.add(module(application)));
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode module(ReportedApplication application) {
        ObjectNode module = RecordJson.MAPPER.createObjectNode();
        module.put("id", application.getModuleId());
        module.put("module", application.getInstanceOf());
        module.put("name", application.getName());
        module.put("source", application.getSource());
        module.put("version", application.getVersion());
        for (Map.Entry<String, JsonNode> member :
                RecordJson.MAPPER.readTree(application.getInventoryData()).properties()) {
            if (!OF_MODULE.contains(member.getKey())) {
                module.set(member.getKey(), member.getValue());
            }
        }
        JsonNode services = RecordJson.MAPPER.readTree(application.getServicesData());
        if (!services.isEmpty()) {
            module.set("services_data", services);
        }
        return module;
    }
}

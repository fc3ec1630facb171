package dev.muster.cli.json;

import dev.muster.cli.failure.CliException;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportScope;
import dev.muster.inventory.ReportedApplication;
import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A report written by hand: the JSON that {@link RecordJson} gives, of which everything but {@code applications} may be
 * left out. What Muster finds invalid is left to Muster: this only has to be able to encode it.
 */
public final class ReportJson {

    private final Path file;

    private ReportJson(Path file) {
        this.file = file;
    }

    /**
     * Reads the report.
     *
     * @param defaultSystem for a report that does not name its system
     * @param receipt whether a receipt is wanted also when the report does not ask for one
     */
    public static InventoryReport read(Path file, String defaultSystem, boolean receipt) {
        return new ReportJson(file).read(defaultSystem, receipt);
    }

    private InventoryReport read(String defaultSystem, boolean receipt) {
        JsonNode report = parse();
        allow(report, InventoryReport.getClassSchema(), "the report");
        List<ReportedApplication> applications = new ArrayList<>();
        JsonNode array = report.path("applications");
        if (!array.isArray()) {
            throw wrong("applications must be there, and an array");
        }
        array.forEach(one -> applications.add(application(one, "applications[" + applications.size() + "]")));
        try {
            return InventoryReport.newBuilder()
                    .setReportId(
                            report.has("report_id")
                                    ? UUID.fromString(text(report, "report_id", ""))
                                    : UUID.randomUUID())
                    .setSystemId(text(report, "system_id", defaultSystem))
                    .setCollector(text(report, "collector", "muster/1"))
                    .setCollectedAt(time(report))
                    .setSequence(report.path("sequence").asLong(0))
                    .setScope(ReportScope.valueOf(text(report, "scope", ReportScope.SNAPSHOT.name())))
                    .setReceipt(receipt || report.path("receipt").asBoolean(false))
                    .setApplications(applications)
                    .build();
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ReportedApplication application(JsonNode one, String where) {
        allow(one, ReportedApplication.getClassSchema(), where);
        if (!one.has("module_id") || !one.has("instance_of")) {
            throw wrong(where + " must have module_id and instance_of");
        }
        return ReportedApplication.newBuilder()
                .setModuleId(text(one, "module_id", ""))
                .setInstanceOf(text(one, "instance_of", ""))
                .setName(text(one, "name", ""))
                .setSource(text(one, "source", ""))
                .setDisplayName(textOrNull(one, "display_name"))
                .setVersion(text(one, "version", ""))
                .setNodeId(
                        one.path("node_id").isNumber()
                                ? (Integer) one.path("node_id").asInt()
                                : null)
                .setNodeLabel(textOrNull(one, "node_label"))
                .setUrl(textOrNull(one, "url"))
                .setUserFacing(one.path("user_facing").asBoolean(true))
                .setInventoryData(json(one, "inventory_data"))
                .setBackupData(json(one, "backup_data"))
                .setServicesData(json(one, "services_data"))
                .build();
    }

    private JsonNode parse() {
        try {
            String text = Files.readString(file);
            JsonReader reader = JsonReader.ofDocument(text);
            reader.skip();
            reader.end();
            return RecordJson.MAPPER.readTree(text);
        } catch (IOException e) {
            throw CliException.usage("cannot read " + file + ": " + e);
        } catch (InvalidJsonException e) {
            throw wrong("it " + e.getMessage());
        } catch (JacksonException e) {
            throw wrong("it is no JSON: " + e.getOriginalMessage());
        }
    }

    private void allow(JsonNode node, Schema schema, String where) {
        if (!node.isObject()) {
            throw wrong(where + " must be an object");
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (schema.getField(field.getKey()) == null) {
                throw wrong(where + " has the field " + field.getKey() + ", which a report does not know");
            }
        }
    }

    private static Instant time(JsonNode report) {
        Instant time = report.has("collected_at") ? Instant.parse(text(report, "collected_at", "")) : Instant.now();
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static String text(JsonNode node, String field, String absent) {
        String text = textOrNull(node, field);
        return text == null ? absent : text;
    }

    private static @Nullable String textOrNull(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }

    private static String json(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return "{}";
        }
        return value.isString() ? value.asString() : value.toString();
    }

    private CliException wrong(String message) {
        return CliException.usage(file + " is no report: " + message);
    }
}

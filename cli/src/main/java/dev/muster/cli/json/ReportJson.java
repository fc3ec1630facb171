package dev.muster.cli.json;

import dev.muster.cli.failure.Cause;
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
 * Reads a report from a JSON file in the format of {@link RecordJson}; all fields except {@code applications} are
 * optional. Checks only what encoding requires; the ingest service validates the report.
 */
public final class ReportJson {

    private final Path file;

    private ReportJson(Path file) {
        this.file = file;
    }

    /**
     * Reads the report.
     *
     * @param defaultSystem the system id if the report has none
     * @param receipt whether to request a receipt even if the report does not
     */
    public static InventoryReport read(Path file, String defaultSystem, boolean receipt) {
        return new ReportJson(file).read(defaultSystem, receipt);
    }

    private InventoryReport read(String defaultSystem, boolean receipt) {
        JsonNode report = parse();
        requireKnownFields(report, InventoryReport.getClassSchema(), "the report");
        List<ReportedApplication> applications = new ArrayList<>();
        JsonNode array = report.path("applications");
        if (!array.isArray()) {
            throw invalid("applications must be an array");
        }
        array.forEach(item -> applications.add(application(item, "applications[" + applications.size() + "]")));
        return InventoryReport.newBuilder()
                .setReportId(reportId(report))
                .setSystemId(text(report, "system_id", defaultSystem))
                .setCollector(text(report, "collector", "muster/1"))
                .setCollectedAt(time(report))
                .setSequence(report.path("sequence").asLong(0))
                .setScope(scope(report))
                .setReceipt(receipt || report.path("receipt").asBoolean(false))
                .setNextReportWithinS(nextReportWithin(report))
                .setApplications(applications)
                .build();
    }

    private @Nullable Integer nextReportWithin(JsonNode report) {
        JsonNode value = report.path("next_report_within_s");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw invalid("next_report_within_s must be a number of seconds");
        }
        return value.asInt();
    }

    private UUID reportId(JsonNode report) {
        String text = textOrNull(report, "report_id");
        try {
            return text == null ? UUID.randomUUID() : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw invalid("report_id must be a UUID, not " + text);
        }
    }

    private ReportScope scope(JsonNode report) {
        String text = text(report, "scope", ReportScope.SNAPSHOT.name());
        for (ReportScope scope : ReportScope.values()) {
            if (scope.name().equals(text)) {
                return scope;
            }
        }
        throw invalid("scope must be SNAPSHOT or PARTIAL, not " + text);
    }

    private ReportedApplication application(JsonNode application, String where) {
        requireKnownFields(application, ReportedApplication.getClassSchema(), where);
        if (!application.has("module_id") || !application.has("instance_of")) {
            throw invalid(where + " must have module_id and instance_of");
        }
        return ReportedApplication.newBuilder()
                .setModuleId(text(application, "module_id", ""))
                .setInstanceOf(text(application, "instance_of", ""))
                .setName(text(application, "name", ""))
                .setSource(text(application, "source", ""))
                .setDisplayName(textOrNull(application, "display_name"))
                .setVersion(text(application, "version", ""))
                .setNodeId(
                        application.path("node_id").isNumber()
                                ? (Integer) application.path("node_id").asInt()
                                : null)
                .setNodeLabel(textOrNull(application, "node_label"))
                .setUrl(textOrNull(application, "url"))
                .setUserFacing(application.path("user_facing").asBoolean(true))
                .setInventoryData(json(application, "inventory_data"))
                .setBackupData(json(application, "backup_data"))
                .setServicesData(json(application, "services_data"))
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
            throw CliException.usage("cannot read " + file + ": " + Cause.of(e));
        } catch (InvalidJsonException e) {
            throw invalid("it " + e.getMessage());
        } catch (JacksonException e) {
            throw invalid("invalid JSON: " + e.getOriginalMessage());
        }
    }

    private void requireKnownFields(JsonNode node, Schema schema, String where) {
        if (!node.isObject()) {
            throw invalid(where + " must be an object");
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (schema.getField(field.getKey()) == null) {
                throw invalid(where + " has the unknown field " + field.getKey());
            }
        }
    }

    private Instant time(JsonNode report) {
        String text = textOrNull(report, "collected_at");
        try {
            return (text == null ? Instant.now() : Instant.parse(text)).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException e) {
            throw invalid("collected_at must be a time such as 2030-01-31T12:00:00Z, not " + text);
        }
    }

    private String text(JsonNode node, String field, String defaultValue) {
        String text = textOrNull(node, field);
        return text == null ? defaultValue : text;
    }

    private @Nullable String textOrNull(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isContainer()) {
            throw invalid(field + " must be text");
        }
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }

    private static String json(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return "{}";
        }
        return value.isString() ? value.asString() : value.toString();
    }

    private CliException invalid(String message) {
        return CliException.usage(file + " is not a valid report: " + message);
    }
}

package dev.muster.assignmentservice.application.web;

import dev.muster.assignmentservice.web.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** The formats of exports. */
enum ExportFormat {
    /** RFC 4180 with a header; formulas are neutralized. */
    CSV(CsvWriter.TYPE.toString()) {
        @Override
        Rows begin(OutputStream out, JsonMapper json) {
            return new CsvRows(out);
        }
    },
    /** One JSON object in a line, as the list has it. */
    NDJSON(MediaType.APPLICATION_NDJSON_VALUE) {
        @Override
        Rows begin(OutputStream out, JsonMapper json) {
            return new JsonRows(out, json);
        }
    };

    /** Their names in requests. */
    static final List<String> CODES =
            Stream.of(values()).map(ExportFormat::code).toList();

    private final String contentType;

    ExportFormat(String contentType) {
        this.contentType = contentType;
    }

    static ExportFormat of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Its name in requests, and the end of file names. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String contentType() {
        return contentType;
    }

    /** Begins an export, with the header if the format has one. */
    abstract Rows begin(OutputStream out, JsonMapper json);

    /** An export that is being written. */
    interface Rows {

        void add(ApplicationBody application) throws IOException;

        /** Passes on what is buffered. */
        void flush() throws IOException;
    }

    private static final class JsonRows implements Rows {

        private final OutputStream out;
        private final JsonMapper json;

        JsonRows(OutputStream out, JsonMapper json) {
            this.out = out;
            this.json = json;
        }

        @Override
        public void add(ApplicationBody application) throws IOException {
            out.write(json.writeValueAsBytes(application));
            out.write('\n');
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }

    private static final class CsvRows implements Rows {

        /** The fields of the list, those of embedded objects with the name of the object before them. */
        private static final List<Column> COLUMNS = List.of(
                new Column("id", ApplicationBody::id),
                new Column("system_id", ApplicationBody::systemId),
                new Column("module_id", ApplicationBody::moduleId),
                new Column("instance_of", ApplicationBody::instanceOf),
                new Column("name", ApplicationBody::name),
                new Column("source", ApplicationBody::source),
                new Column("display_name", ApplicationBody::displayName),
                new Column("node_id", ApplicationBody::nodeId),
                new Column("node_label", ApplicationBody::nodeLabel),
                new Column("version", ApplicationBody::version),
                new Column("organization_id", ApplicationBody::organizationId),
                new Column("organization_type", ApplicationBody::organizationType),
                new Column("status", ApplicationBody::status),
                new Column("url", ApplicationBody::url),
                new Column("notes", ApplicationBody::notes),
                new Column("is_user_facing", ApplicationBody::userFacing),
                new Column("created_at", ApplicationBody::createdAt),
                new Column("updated_at", ApplicationBody::updatedAt),
                new Column("first_seen_at", ApplicationBody::firstSeenAt),
                new Column("last_inventory_at", ApplicationBody::lastInventoryAt),
                new Column("deleted_at", ApplicationBody::deletedAt),
                new Column("rebranding_enabled", ApplicationBody::rebrandingEnabled),
                new Column("rebranding_org_id", ApplicationBody::rebrandingOrgId),
                new Column("system.id", one -> one.system().id()),
                new Column("system.name", one -> one.system().name()),
                Column.ofOwner("organization.id", ApplicationBody.OrganizationPart::id),
                Column.ofOwner("organization.logto_id", ApplicationBody.OrganizationPart::logtoId),
                Column.ofOwner("organization.name", ApplicationBody.OrganizationPart::name),
                Column.ofOwner("organization.description", ApplicationBody.OrganizationPart::description),
                Column.ofOwner("organization.type", ApplicationBody.OrganizationPart::type));

        private final CsvWriter csv;

        CsvRows(OutputStream out) {
            csv = new CsvWriter(out);
            csv.row(COLUMNS.stream().map(Column::name).toArray(String[]::new));
        }

        @Override
        public void add(ApplicationBody application) {
            @Nullable String[] cells = new @Nullable String[COLUMNS.size()];
            for (int i = 0; i < cells.length; i++) {
                Object value = COLUMNS.get(i).value().apply(application);
                cells[i] = CsvWriter.neutralized(Objects.toString(value, null));
            }
            csv.row(cells);
        }

        @Override
        public void flush() throws IOException {
            csv.flush();
        }

        /** A column; a null value is an empty cell. */
        private record Column(String name, Function<ApplicationBody, @Nullable Object> value) {

            static Column ofOwner(String name, Function<ApplicationBody.OrganizationPart, Object> value) {
                return new Column(name, one -> one.organization() == null ? null : value.apply(one.organization()));
            }
        }
    }
}

package dev.muster.ingestservice.report.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.ingestservice.report.ContentHash;
import dev.muster.ingestservice.report.SnapshotFingerprints;
import dev.muster.ingestservice.report.SystemMerge;
import dev.muster.ingestservice.report.SystemState;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code snapshot_contents}. Lateral queries with {@code offset 0} are index lookups, see {@link SystemTable}. */
final class SnapshotContentsTable {

    private static final String FIND = """
            select n.system_id, stored.contents
              from unnest(?::text[], ?::bigint[], ?::bytea[]) as n(system_id, system_number, applications_hash)
             cross join lateral (
               select c.contents
                 from snapshot_contents c
                where c.system_number = n.system_number and c.applications_hash = n.applications_hash
               offset 0) as stored
            """;

    private static final String UPSERT = """
            insert into snapshot_contents (system_number, applications_hash, contents)
            select * from unnest(?::bigint[], ?::bytea[], ?::bytea[])
            on conflict (system_number) do update
               set applications_hash = excluded.applications_hash, contents = excluded.contents
            """;

    private static final int MAX_UTF8_BYTES_PER_CHAR = 3;

    private final JdbcTemplate jdbc;

    SnapshotContentsTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** By system id. A system is left out if the stored fingerprints are not those of its newest snapshot. */
    Map<String, SnapshotFingerprints> find(Collection<SystemState> systems) {
        Map<String, SnapshotFingerprints> fingerprints = new HashMap<>();
        jdbc.query(
                ColumnArrays.of(
                        FIND,
                        systems,
                        columns -> columns.text(SystemState::systemId)
                                .int8(SystemState::systemNumber)
                                .bytes(SystemState::applicationsHash)),
                row -> {
                    fingerprints.put(row.getString(1), decode(ByteBuffer.wrap(row.getBytes(2))));
                });
        return fingerprints;
    }

    /** Stores the fingerprints of each merge; none may be null. */
    void delete(long systemNumber) {
        jdbc.update("delete from snapshot_contents where system_number = ?", systemNumber);
    }

    void upsert(Collection<SystemMerge> merges) {
        jdbc.update(ColumnArrays.of(
                UPSERT,
                merges,
                columns -> columns.int8(merge -> merge.system().systemNumber())
                        .bytes(merge -> merge.system().applicationsHash())
                        .bytes(merge -> encode(Objects.requireNonNull(merge.fingerprints())))));
    }

    /** For each application: length of the module id in UTF-8 (two bytes), module id, hash. */
    private static byte[] encode(SnapshotFingerprints fingerprints) {
        int maxBytes = 0;
        for (String moduleId : fingerprints.byModule().keySet()) {
            maxBytes += Short.BYTES + MAX_UTF8_BYTES_PER_CHAR * moduleId.length() + ContentHash.BYTES;
        }
        ByteBuffer bytes = ByteBuffer.allocate(maxBytes);
        fingerprints.byModule().forEach((moduleId, hash) -> {
            byte[] id = moduleId.getBytes(UTF_8);
            bytes.putShort((short) id.length).put(id).putLong(hash.high()).putLong(hash.low());
        });
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static SnapshotFingerprints decode(ByteBuffer bytes) {
        Map<String, ContentHash> byModule = new HashMap<>();
        while (bytes.hasRemaining()) {
            byte[] moduleId = new byte[bytes.getShort()];
            bytes.get(moduleId);
            byModule.put(new String(moduleId, UTF_8), new ContentHash(bytes.getLong(), bytes.getLong()));
        }
        return new SnapshotFingerprints(byModule);
    }
}

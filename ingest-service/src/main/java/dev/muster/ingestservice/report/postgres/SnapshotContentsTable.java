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

/** The table {@code snapshot_contents}. What is behind {@code offset 0} is looked up by the index, see {@link SystemTable}. */
final class SnapshotContentsTable {

    private static final String OF_SYSTEMS = """
            select n.system_id, known.contents
              from unnest(?::text[], ?::bigint[], ?::bytea[]) as n(system_id, system_number, applications_hash)
             cross join lateral (
               select c.contents
                 from snapshot_contents c
                where c.system_number = n.system_number and c.applications_hash = n.applications_hash
               offset 0) as known
            """;

    private static final String KEEP = """
            insert into snapshot_contents as known (system_number, applications_hash, contents)
            select * from unnest(?::bigint[], ?::bytea[], ?::bytea[])
            on conflict (system_number) do update
               set applications_hash = excluded.applications_hash, contents = excluded.contents
            """;

    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private final JdbcTemplate jdbc;

    SnapshotContentsTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** By system id; those of which something else is kept than their newest snapshot are not in it. */
    Map<String, SnapshotFingerprints> of(Collection<SystemState> systems) {
        Map<String, SnapshotFingerprints> contents = new HashMap<>();
        jdbc.query(
                ColumnArrays.of(
                        OF_SYSTEMS,
                        systems,
                        columns -> columns.text(SystemState::systemId)
                                .int8(SystemState::systemNumber)
                                .bytes(SystemState::applicationsHash)),
                row -> {
                    contents.put(row.getString(1), read(ByteBuffer.wrap(row.getBytes(2))));
                });
        return contents;
    }

    /** Keeps the contents of each, which has some. */
    void keep(Collection<SystemMerge> merges) {
        jdbc.update(ColumnArrays.of(
                KEEP,
                merges,
                columns -> columns.int8(merge -> merge.system().systemNumber())
                        .bytes(merge -> merge.system().applicationsHash())
                        .bytes(merge -> write(Objects.requireNonNull(merge.contents())))));
    }

    /** For each application the length of its module id in UTF-8, two bytes, the id, and the hash. */
    private static byte[] write(SnapshotFingerprints contents) {
        int most = 0;
        for (String moduleId : contents.byModule().keySet()) {
            most += Short.BYTES + MOST_BYTES_OF_A_CHAR * moduleId.length() + ContentHash.BYTES;
        }
        ByteBuffer bytes = ByteBuffer.allocate(most);
        contents.byModule().forEach((moduleId, hash) -> {
            byte[] id = moduleId.getBytes(UTF_8);
            bytes.putShort((short) id.length).put(id).putLong(hash.high()).putLong(hash.low());
        });
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static SnapshotFingerprints read(ByteBuffer bytes) {
        Map<String, ContentHash> byModule = new HashMap<>();
        while (bytes.hasRemaining()) {
            byte[] moduleId = new byte[bytes.getShort()];
            bytes.get(moduleId);
            byModule.put(new String(moduleId, UTF_8), new ContentHash(bytes.getLong(), bytes.getLong()));
        }
        return new SnapshotFingerprints(byModule);
    }
}

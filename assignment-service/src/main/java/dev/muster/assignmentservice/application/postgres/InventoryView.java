package dev.muster.assignmentservice.application.postgres;

import dev.muster.messaging.DatabaseRequirement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The views of the ingest service that this service reads. */
public final class InventoryView implements DatabaseRequirement {

    /** Checks the newest columns that this service reads: the ingest service may not have migrated yet. */
    private static final String FIND_MISSING = """
            select case when not exists (select from pg_attribute
                                          where attrelid = to_regclass('inventory.applications')
                                            and attname = 'appeared_at')
                        then 'inventory.applications with the column appeared_at'
                        when to_regclass('inventory.systems') is null
                        then 'inventory.systems' end
            """;

    @Override
    public @Nullable String findMissing(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(FIND_MISSING)) {
            row.next();
            String view = row.getString(1);
            return view == null ? null : "the view " + view + ", which the ingest-service of this version creates";
        }
    }
}

package dev.muster.assignmentservice.application.postgres;

import dev.muster.messaging.DatabaseRequirement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The view of the ingest service that views of this service depend on. */
public final class InventoryView implements DatabaseRequirement {

    /** Checks the newest column that this service reads: the ingest service may not have migrated yet. */
    private static final String IS_THERE = """
            select exists (select from pg_attribute
                            where attrelid = to_regclass('inventory.applications') and attname = 'appeared_at')
            """;

    @Override
    public @Nullable String findMissing(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(IS_THERE)) {
            row.next();
            return row.getBoolean(1)
                    ? null
                    : "the view inventory.applications with the column appeared_at, which the ingest-service of this version"
                            + " creates";
        }
    }
}

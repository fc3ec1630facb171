package dev.muster.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** An optional bean: what others have to create in the database before a service can migrate its own schema. */
@FunctionalInterface
public interface DatabaseRequirement {

    /** What is missing and who creates it, in one line for an operator; null when nothing is missing. */
    @Nullable
    String findMissing(Connection session) throws SQLException;
}

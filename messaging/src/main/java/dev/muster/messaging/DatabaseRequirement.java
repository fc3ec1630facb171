package dev.muster.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What has to be in the database, made by somebody else, before a service can migrate its own schema. A bean; optional. */
@FunctionalInterface
public interface DatabaseRequirement {

    /** What is missing and who makes it, for an operator, in one line; null when nothing is. */
    @Nullable
    String missing(Connection session) throws SQLException;
}

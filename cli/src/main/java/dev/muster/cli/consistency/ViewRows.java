package dev.muster.cli.consistency;

import dev.muster.cli.json.RecordJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Reads the rows of a published view as JSON objects, by one of their columns. */
final class ViewRows {

    private static final int FETCH_ROWS = 5_000;

    private ViewRows() {}

    static boolean exists(Database database, String view) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, view);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    static boolean hasColumn(Database database, String view, String column) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "select exists (select from pg_attribute where attrelid = to_regclass(?) and attname = ?)")) {
            statement.setString(1, view);
            statement.setString(2, column);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    static Map<String, ObjectNode> read(Database database, String query, String key) throws SQLException {
        Map<String, ObjectNode> rows = new TreeMap<>();
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false); // required for the fetch size to take effect
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH_ROWS);
                try (ResultSet result = statement.executeQuery(query)) {
                    while (result.next()) {
                        ObjectNode row = row(result);
                        rows.put(row.path(key).asString(), row);
                    }
                }
            }
        }
        return rows;
    }

    private static ObjectNode row(ResultSet result) throws SQLException {
        ObjectNode row = RecordJson.MAPPER.createObjectNode();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
            String name = result.getMetaData().getColumnName(column);
            if (result.getObject(column) == null) {
                row.putNull(name);
            } else {
                put(row, name, result, column);
            }
        }
        return row;
    }

    private static void put(ObjectNode row, String name, ResultSet result, int column) throws SQLException {
        switch (result.getMetaData().getColumnTypeName(column)) {
            case "timestamptz" ->
                row.put(
                        name,
                        result.getObject(column, OffsetDateTime.class)
                                .toInstant()
                                .toString());
            case "json", "jsonb" -> row.put(name, CanonicalJson.of(result.getString(column)));
            case "int4" -> row.put(name, result.getInt(column));
            case "int8" -> row.put(name, result.getLong(column));
            case "bool" -> row.put(name, result.getBoolean(column));
            default -> row.put(name, result.getString(column));
        }
    }
}

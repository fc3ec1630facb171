package dev.muster.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Queries several sessions of a connection pool. */
public final class Sessions {

    private Sessions() {}

    /** Runs a query that returns one text in several sessions, all opened before the first is closed. */
    public static List<String> queryAll(DataSource pool, int sessions, String query) throws SQLException {
        if (sessions == 0) {
            return new ArrayList<>();
        }
        try (Connection session = pool.getConnection();
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            String answer = row.getString(1);
            List<String> answers = queryAll(pool, sessions - 1, query);
            answers.add(answer);
            return answers;
        }
    }
}

package dev.muster.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The database sessions of a service, as a pool has them. */
public final class Sessions {

    private Sessions() {}

    /** What that many sessions, all taken before any is given back, answer to a query of one text. */
    public static List<String> ask(DataSource pool, int sessions, String query) throws SQLException {
        if (sessions == 0) {
            return new ArrayList<>();
        }
        try (Connection session = pool.getConnection();
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            String answer = row.getString(1);
            List<String> answers = ask(pool, sessions - 1, query);
            answers.add(answer);
            return answers;
        }
    }
}

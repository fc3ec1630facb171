package dev.muster.cli.demonstration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts from the published views.
 *
 * @param systems systems with applications
 * @param present applications that are present
 * @param removed applications that were removed
 * @param assigned present applications that are assigned to an organization
 * @param byRules of the assigned ones, those that a rule has assigned
 * @param rebranded present applications that are rebranded
 * @param organizations registered organizations
 */
record ViewStatistics(
        long systems, long present, long removed, long assigned, long byRules, long rebranded, long organizations) {

    /** One application of this host. */
    record HostRow(String applicationId, String version, String owner, String branding) {}

    /** The number of present applications of one type on this host. */
    record HostCount(String instanceOf, long count) {}

    private static final String COUNTS = """
            select count(distinct system_id),
                   count(*) filter (where deleted_at is null),
                   count(*) filter (where deleted_at is not null),
                   count(*) filter (where deleted_at is null and status = 'assigned'),
                   count(*) filter (where deleted_at is null and owner_source = 'RULE'),
                   count(*) filter (where deleted_at is null and rebranding_enabled),
                   (select count(*) from assignment.organizations)
              from assignment.applications
            """;

    private static final String HOST_COUNTS = """
            select instance_of, count(*)
              from assignment.applications
             where system_id = ? and deleted_at is null
             group by instance_of
             order by instance_of
            """;

    /** Well-known packages first. */
    private static final String HOST_ROWS = """
            select application_id, version, coalesce(organization_id, status), coalesce(rebranding_org_id, '-')
              from assignment.applications
             where system_id = ? and deleted_at is null
             order by name in ('bash', 'openssl', 'git', 'curl', 'musl', 'glibc', 'systemd', 'tzdata', 'coreutils')
                      and instance_of = 'package' desc, instance_of desc, application_id
             limit 8
            """;

    static ViewStatistics read(Connection database) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(COUNTS);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new ViewStatistics(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7));
        }
    }

    static List<HostCount> hostCounts(Connection database, String host) throws SQLException {
        List<HostCount> counts = new ArrayList<>();
        try (PreparedStatement statement = database.prepareStatement(HOST_COUNTS)) {
            statement.setString(1, host);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.add(new HostCount(rows.getString(1), rows.getLong(2)));
                }
            }
        }
        return counts;
    }

    static List<HostRow> hostRows(Connection database, String host) throws SQLException {
        List<HostRow> result = new ArrayList<>();
        try (PreparedStatement statement = database.prepareStatement(HOST_ROWS)) {
            statement.setString(1, host);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    result.add(new HostRow(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
            }
        }
        return result;
    }
}

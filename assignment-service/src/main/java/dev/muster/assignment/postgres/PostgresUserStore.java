package dev.muster.assignment.postgres;

import dev.muster.assignment.directory.KeptMembership;
import dev.muster.assignment.directory.KeptOrganization;
import dev.muster.assignment.directory.KeptUser;
import dev.muster.assignment.directory.Listed;
import dev.muster.assignment.directory.Membership;
import dev.muster.assignment.directory.MembershipFilter;
import dev.muster.assignment.directory.MembershipRole;
import dev.muster.assignment.directory.Span;
import dev.muster.assignment.directory.User;
import dev.muster.assignment.directory.UserStore;
import dev.muster.assignment.postgres.UserSql.NameMatch;
import dev.muster.assignment.search.TextFolding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** Users and memberships in PostgreSQL. */
public final class PostgresUserStore implements UserStore {

    private final JdbcTemplate jdbc;

    /** A store in the current schema of the template's data source. */
    public PostgresUserStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public @Nullable KeptUser find(String userId) {
        List<KeptUser> found = jdbc.query(UserSql.FIND_USER, PostgresUserStore::readUser, userId);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public void insert(KeptUser registered) {
        User user = registered.user();
        jdbc.update(
                UserSql.INSERT_USER,
                user.userId(),
                user.homeOrganizationId(),
                user.admin(),
                user.active(),
                registered.revision(),
                Rows.time(registered.createdAt()),
                Rows.time(registered.updatedAt()));
    }

    @Override
    public boolean isWithin(String userId, Collection<String> organizationIds) {
        SqlArrayValue within = Rows.texts(organizationIds);
        return Boolean.TRUE.equals(
                jdbc.queryForObject(UserSql.IS_WITHIN, Boolean.class, userId, within, userId, within));
    }

    @Override
    public Listed<KeptUser> list(@Nullable Collection<String> organizationIds, Span span) {
        SqlArrayValue within = organizationIds == null ? null : Rows.texts(organizationIds);
        Long total = jdbc.queryForObject(UserSql.COUNT_USERS, Long.class, within, within, within);
        List<KeptUser> users = jdbc.query(
                UserSql.listUsers(span),
                PostgresUserStore::readUser,
                within,
                within,
                within,
                span.offset(),
                span.limit());
        return new Listed<>(users, Objects.requireNonNull(total));
    }

    @Override
    public KeptMembership findMembership(String organizationId, String userId) {
        List<KeptMembership> found = jdbc.query(
                UserSql.FIND_MEMBERSHIP,
                (row, number) ->
                        new KeptMembership(readMembership(organizationId, userId, row), row.getLong("revision")),
                organizationId,
                userId);
        return found.isEmpty() ? KeptMembership.NONE : found.get(0);
    }

    @Override
    public void keep(String organizationId, String userId, KeptMembership changed, Instant now) {
        Membership membership = changed.membership();
        Set<MembershipRole> roles = membership == null ? Set.of() : membership.roles();
        int kept = jdbc.update(
                UserSql.KEEP_MEMBERSHIP,
                organizationId,
                userId,
                Rows.texts(roles, MembershipRole::name),
                changed.revision(),
                Rows.time(now),
                Rows.time(now));
        Rows.requireRows(1, kept, "memberships to be kept");
    }

    @Override
    public Listed<KeptOrganization> organizationsOf(MembershipFilter filter, Span span) {
        String name = filter.name();
        Listed<KeptOrganization> exact = organizationsOf(filter, NameMatch.EXACT, name, span);
        return name == null || exact.total() > 0
                ? exact
                : organizationsOf(filter, NameMatch.FOLDED, TextFolding.foldBeginning(name), span);
    }

    private Listed<KeptOrganization> organizationsOf(
            MembershipFilter filter, NameMatch match, @Nullable String name, Span span) {
        String role = filter.role() == null ? null : filter.role().name();
        SqlArrayValue within = filter.within() == null ? null : Rows.texts(filter.within());
        Long total = jdbc.queryForObject(
                UserSql.countMemberships(match), Long.class, filter.userId(), role, role, name, name, within, within);
        List<KeptOrganization> organizations = jdbc.query(
                UserSql.listMemberships(match, span),
                OrganizationRow::read,
                filter.userId(),
                role,
                role,
                name,
                name,
                within,
                within,
                span.offset(),
                span.limit());
        return new Listed<>(organizations, Objects.requireNonNull(total));
    }

    private static KeptUser readUser(ResultSet row, int number) throws SQLException {
        return new KeptUser(
                new User(
                        row.getString("user_id"),
                        row.getString("home_organization_id"),
                        row.getBoolean("admin"),
                        row.getBoolean("active")),
                row.getLong("revision"),
                Objects.requireNonNull(Rows.time(row, "created_at")),
                Objects.requireNonNull(Rows.time(row, "updated_at")));
    }

    private static @Nullable Membership readMembership(String organizationId, String userId, ResultSet row)
            throws SQLException {
        Set<MembershipRole> roles = EnumSet.noneOf(MembershipRole.class);
        Arrays.stream((String[]) row.getArray("roles").getArray())
                .map(MembershipRole::valueOf)
                .forEach(roles::add);
        return roles.isEmpty() ? null : new Membership(organizationId, userId, roles);
    }
}

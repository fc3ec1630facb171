package dev.muster.assignmentservice.user.postgres;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.directory.Page.PageRequest;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.organization.postgres.OrganizationRow;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.search.TextFolding;
import dev.muster.assignmentservice.user.Membership;
import dev.muster.assignmentservice.user.MembershipRole;
import dev.muster.assignmentservice.user.User;
import dev.muster.assignmentservice.user.UserStore;
import dev.muster.assignmentservice.user.UserStore.MembershipFilter;
import dev.muster.assignmentservice.user.UserStore.StoredMembership;
import dev.muster.assignmentservice.user.UserStore.StoredUser;
import dev.muster.assignmentservice.user.postgres.UserSql.NameMatch;
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

/** {@link UserStore} in PostgreSQL. */
public final class PostgresUserStore implements UserStore {

    /** The revisions of rows by the keys of their events. */
    public static final String FIND_REVISIONS = """
            select user_id, revision from directory_user where user_id = any(?) order by 1
            """;

    /**
     * The revisions of rows by the keys of their events. These have no index: the query scans the whole table, which is rare
     * enough.
     */
    public static final String FIND_MEMBERSHIP_REVISIONS = """
            select organization_id || '/' || user_id, revision
              from membership
             where organization_id || '/' || user_id = any(?)
             order by 1
            """;

    private final JdbcTemplate jdbc;

    public PostgresUserStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public @Nullable StoredUser find(String userId) {
        List<StoredUser> found = jdbc.query(UserSql.FIND_USER, PostgresUserStore::readUser, userId);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public void insert(StoredUser registered) {
        User user = registered.user();
        jdbc.update(
                UserSql.INSERT_USER,
                user.userId(),
                user.homeOrganizationId(),
                user.admin(),
                user.active(),
                registered.revision(),
                RowArrays.time(registered.createdAt()),
                RowArrays.time(registered.updatedAt()));
    }

    @Override
    public boolean belongsToAny(String userId, Collection<String> organizationIds) {
        SqlArrayValue ids = RowArrays.texts(organizationIds);
        return Boolean.TRUE.equals(
                jdbc.queryForObject(UserSql.BELONGS_TO_ANY, Boolean.class, userId, ids, userId, ids));
    }

    @Override
    public Page<StoredUser> list(@Nullable Collection<String> organizationIds, PageRequest pageRequest) {
        SqlArrayValue ids = organizationIds == null ? null : RowArrays.texts(organizationIds);
        Long total = jdbc.queryForObject(UserSql.COUNT_USERS, Long.class, ids, ids, ids);
        List<StoredUser> users = jdbc.query(
                UserSql.listUsers(pageRequest),
                PostgresUserStore::readUser,
                ids,
                ids,
                ids,
                pageRequest.offset(),
                pageRequest.limit());
        return new Page<>(users, Objects.requireNonNull(total));
    }

    @Override
    public StoredMembership findMembership(String organizationId, String userId) {
        List<StoredMembership> found = jdbc.query(
                UserSql.FIND_MEMBERSHIP,
                (row, number) ->
                        new StoredMembership(readMembership(organizationId, userId, row), row.getLong("revision")),
                organizationId,
                userId);
        return found.isEmpty() ? StoredMembership.NONE : found.get(0);
    }

    @Override
    public void saveMembership(String organizationId, String userId, StoredMembership changed, Instant now) {
        Membership membership = changed.membership();
        Set<MembershipRole> roles = membership == null ? Set.of() : membership.roles();
        int saved = jdbc.update(
                UserSql.SAVE_MEMBERSHIP,
                organizationId,
                userId,
                RowArrays.texts(roles, MembershipRole::name),
                changed.revision(),
                RowArrays.time(now),
                RowArrays.time(now));
        RowArrays.requireRows(1, saved, "memberships to be saved");
    }

    @Override
    public Page<StoredOrganization> organizationsOf(MembershipFilter filter, PageRequest pageRequest) {
        String name = filter.name();
        Page<StoredOrganization> exact = organizationsOf(filter, NameMatch.EXACT, name, pageRequest);
        return name == null || exact.total() > 0
                ? exact
                : organizationsOf(filter, NameMatch.FOLDED, TextFolding.foldPrefix(name), pageRequest);
    }

    private Page<StoredOrganization> organizationsOf(
            MembershipFilter filter, NameMatch match, @Nullable String name, PageRequest pageRequest) {
        String role = filter.role() == null ? null : filter.role().name();
        SqlArrayValue ids = filter.organizationIds() == null ? null : RowArrays.texts(filter.organizationIds());
        Long total = jdbc.queryForObject(
                UserSql.countMemberships(match), Long.class, filter.userId(), role, role, name, name, ids, ids);
        List<StoredOrganization> organizations = jdbc.query(
                UserSql.listMemberships(match, pageRequest),
                OrganizationRow::read,
                filter.userId(),
                role,
                role,
                name,
                name,
                ids,
                ids,
                pageRequest.offset(),
                pageRequest.limit());
        return new Page<>(organizations, Objects.requireNonNull(total));
    }

    private static StoredUser readUser(ResultSet row, int number) throws SQLException {
        return new StoredUser(
                new User(
                        row.getString("user_id"),
                        row.getString("home_organization_id"),
                        row.getBoolean("admin"),
                        row.getBoolean("active")),
                row.getLong("revision"),
                Objects.requireNonNull(RowArrays.time(row, "created_at")),
                Objects.requireNonNull(RowArrays.time(row, "updated_at")));
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

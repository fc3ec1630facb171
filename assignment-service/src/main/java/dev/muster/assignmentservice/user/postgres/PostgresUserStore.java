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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
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
    private final NamedParameterJdbcTemplate named;

    public PostgresUserStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        named = new NamedParameterJdbcTemplate(jdbc);
    }

    @Override
    public @Nullable StoredUser find(String userId) {
        List<StoredUser> found = jdbc.query(UserSql.FIND_USER, PostgresUserStore::readUser, userId);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public List<StoredUser> findByHome(String organizationId, int limit) {
        return jdbc.query(UserSql.FIND_USERS_OF_HOME, PostgresUserStore::readUser, organizationId, limit);
    }

    @Override
    public long lastRevision(String userId) {
        List<Long> found = jdbc.queryForList(UserSql.FIND_LAST_REVISION, Long.class, userId);
        return found.isEmpty() ? 0 : found.get(0);
    }

    @Override
    public void insert(StoredUser registered) {
        User user = registered.user();
        int inserted = jdbc.update(
                UserSql.INSERT_USER,
                user.userId(),
                user.homeOrganizationId(),
                user.admin(),
                user.active(),
                registered.defaultSpaceId(),
                registered.revision(),
                RowArrays.time(registered.createdAt()),
                RowArrays.time(registered.updatedAt()));
        RowArrays.requireRows(1, inserted, "users to be inserted");
    }

    @Override
    public void update(StoredUser changed, long revisionBefore) {
        int updated = jdbc.update(
                UserSql.UPDATE_USER,
                changed.user().homeOrganizationId(),
                changed.user().admin(),
                changed.user().active(),
                changed.defaultSpaceId(),
                changed.revision(),
                RowArrays.time(changed.updatedAt()),
                changed.user().userId(),
                revisionBefore);
        RowArrays.requireRows(1, updated, "users to be updated");
    }

    @Override
    public void remove(String userId, long revision, Instant now) {
        int removed = jdbc.update(
                UserSql.REMOVE_USER, RowArrays.time(now), RowArrays.time(now), revision, userId, revision - 1);
        RowArrays.requireRows(1, removed, "users to be removed");
    }

    @Override
    public boolean belongsToAny(String userId, Collection<String> organizationIds) {
        SqlArrayValue ids = RowArrays.texts(organizationIds);
        return Boolean.TRUE.equals(
                jdbc.queryForObject(UserSql.BELONGS_TO_ANY, Boolean.class, userId, ids, userId, ids));
    }

    @Override
    public Page<StoredUser> list(UserFilter filter, PageRequest pageRequest) {
        MapSqlParameterSource parameters = parameters(filter.limits(), filter.conditions(), pageRequest);
        Long total = named.queryForObject(UserSql.COUNT_USERS, parameters, Long.class);
        List<StoredUser> users = named.query(UserSql.listUsers(pageRequest), parameters, PostgresUserStore::readUser);
        return new Page<>(users, Objects.requireNonNull(total));
    }

    @Override
    public Page<StoredOrganization> organizations(
            OrganizationFilter filter, OrganizationOrder order, PageRequest pageRequest) {
        Set<String> names = filter.names();
        MapSqlParameterSource parameters = parameters(filter.limits(), filter.conditions(), pageRequest)
                .addValue("active", filter.active())
                .addValue("names", names == null ? null : RowArrays.texts(names));
        parameters.addValue("folded_names", RowArrays.texts(names == null ? Set.of() : toFold(names, parameters)));
        Long total = named.queryForObject(UserSql.COUNT_ORGANIZATIONS, parameters, Long.class);
        List<StoredOrganization> organizations =
                named.query(UserSql.listOrganizations(order, pageRequest), parameters, OrganizationRow::read);
        return new Page<>(organizations, Objects.requireNonNull(total));
    }

    /** The names without exact matches, folded. */
    private List<String> toFold(Set<String> names, MapSqlParameterSource parameters) {
        Set<String> exact = new HashSet<>(named.queryForList(UserSql.FIND_EXACT_NAMES, parameters, String.class));
        return names.stream()
                .filter(name -> !exact.contains(name))
                .map(TextFolding::foldPrefix)
                .toList();
    }

    private static MapSqlParameterSource parameters(
            @Nullable Collection<String> limits, List<MembershipCondition> conditions, PageRequest pageRequest) {
        List<ConditionRow> rows = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            for (String id : conditions.get(i).ids()) {
                rows.add(new ConditionRow(i, id, conditions.get(i).role()));
            }
        }
        return new MapSqlParameterSource()
                .addValue("limits", limits == null ? null : RowArrays.texts(limits))
                .addValue("conditions", conditions.size())
                .addValue("condition_numbers", RowArrays.ints(rows, ConditionRow::number))
                .addValue("condition_ids", RowArrays.texts(rows, ConditionRow::id))
                .addValue("condition_roles", RowArrays.texts(rows, ConditionRow::roleName))
                .addValue("offset", pageRequest.offset())
                .addValue("limit", pageRequest.limit());
    }

    /** One id of a condition; rows of one condition have its number. */
    private record ConditionRow(
            int number, String id, @Nullable MembershipRole role) {

        @Nullable
        String roleName() {
            return role == null ? null : role.name();
        }
    }

    @Override
    public List<Membership> findMemberships(Collection<String> organizationIds, MembershipRole role) {
        return jdbc.query(
                UserSql.FIND_MEMBERSHIPS_WITH_ROLE,
                (row, number) -> Objects.requireNonNull(
                        readMembership(row.getString("organization_id"), row.getString("user_id"), row)),
                RowArrays.texts(organizationIds),
                role.name());
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
    public List<StoredMembership> membershipsOf(String userId) {
        return jdbc.query(
                UserSql.FIND_MEMBERSHIPS_OF_USER,
                (row, number) -> new StoredMembership(
                        readMembership(row.getString("organization_id"), userId, row), row.getLong("revision")),
                userId);
    }

    @Override
    public List<StoredMembership> membershipsIn(String organizationId, int limit) {
        return jdbc.query(
                UserSql.FIND_MEMBERSHIPS_IN,
                (row, number) -> new StoredMembership(
                        readMembership(organizationId, row.getString("user_id"), row), row.getLong("revision")),
                organizationId,
                limit);
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

    private static StoredUser readUser(ResultSet row, int number) throws SQLException {
        return new StoredUser(
                new User(
                        row.getString("user_id"),
                        row.getString("home_organization_id"),
                        row.getBoolean("admin"),
                        row.getBoolean("active")),
                row.getString("default_space_id"),
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

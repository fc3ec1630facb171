package dev.muster.assignmentservice.security.postgres;

import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.security.ApiToken;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.TokenStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** Opaque tokens in PostgreSQL. */
public final class PostgresTokenStore implements TokenStore {

    private static final String ADD = """
        insert into api_token
               (token_id, token_hash, name, subject, organization_id, platform_administrator, scopes,
                created_at, created_by, expires_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private static final String OF_NO_DELETED =
            "not exists (select from organization o where o.organization_id = t.organization_id and o.deleted_at is not null)";

    private static final String FIND_BY_HASH = """
        select t.*, coalesce(o.active, true) as organization_active
          from api_token t
          left join organization o on o.organization_id = t.organization_id
         where t.token_hash = ? and o.deleted_at is null
        """;

    private static final String FIND = "select * from api_token t where token_id = ? and " + OF_NO_DELETED;

    private static final String LISTED = """
          from api_token t
         where (cast(? as text[]) is null or organization_id = any(?) and not platform_administrator)
           and\s""" + OF_NO_DELETED;

    private static final String PAGE = "select *\n" + LISTED + """

         order by created_at desc, token_id desc
         limit ? offset ?
        """;

    private static final String COUNT = "select count(*)\n" + LISTED;

    private static final String REVOKE =
            "update api_token set revoked_at = ? where token_id = ? and revoked_at is null";

    private static final String REVOKE_ALL =
            "update api_token set revoked_at = ? where organization_id = ? and revoked_at is null";
    private static final String STORE_FIRST_USE =
            "update api_token set first_used_at = ? where token_id = ? and first_used_at is null";

    private static final Logger log = LoggerFactory.getLogger(PostgresTokenStore.class);

    private final JdbcTemplate jdbc;

    public PostgresTokenStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(ApiToken token, byte[] hash) {
        jdbc.update(
                ADD,
                token.tokenId(),
                hash,
                token.name(),
                token.subject(),
                token.organizationId(),
                token.platformAdministrator(),
                RowArrays.texts(token.permissions(), Permission::scope),
                RowArrays.time(token.createdAt()),
                token.createdBy(),
                RowArrays.time(token.expiresAt()));
    }

    @Override
    public @Nullable StoredToken findByHash(byte[] hash) {
        List<StoredToken> found = jdbc.query(
                FIND_BY_HASH,
                (row, number) -> new StoredToken(read(row, number), row.getBoolean("organization_active")),
                (Object) hash);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public @Nullable ApiToken find(UUID tokenId) {
        List<ApiToken> found = jdbc.query(FIND, PostgresTokenStore::read, tokenId);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public Page page(@Nullable Collection<String> organizationIds, long offset, int limit) {
        SqlArrayValue organizations = organizationIds == null ? null : RowArrays.texts(organizationIds);
        List<ApiToken> tokens = jdbc.query(PAGE, PostgresTokenStore::read, organizations, organizations, limit, offset);
        return new Page(
                tokens, Objects.requireNonNull(jdbc.queryForObject(COUNT, Long.class, organizations, organizations)));
    }

    /** A database that does not accept writes now, as during a failover, refuses no caller for it. */
    @Override
    public boolean storeFirstUse(UUID tokenId, Instant now) {
        try {
            return jdbc.update(STORE_FIRST_USE, RowArrays.time(now), tokenId) == 1;
        } catch (DataAccessException e) {
            log.debug(
                    "first use of a token not stored token_id={} cause={}",
                    tokenId,
                    e.getClass().getSimpleName());
            return false;
        }
    }

    @Override
    public void revoke(UUID tokenId, Instant now) {
        jdbc.update(REVOKE, RowArrays.time(now), tokenId);
    }

    @Override
    public void revokeAll(String organizationId, Instant now) {
        jdbc.update(REVOKE_ALL, RowArrays.time(now), organizationId);
    }

    private static ApiToken read(ResultSet row, int number) throws SQLException {
        return new ApiToken(
                row.getObject("token_id", UUID.class),
                row.getString("name"),
                row.getString("subject"),
                row.getString("organization_id"),
                row.getBoolean("platform_administrator"),
                permissions((String[]) row.getArray("scopes").getArray()),
                Objects.requireNonNull(RowArrays.time(row, "created_at")),
                row.getString("created_by"),
                Objects.requireNonNull(RowArrays.time(row, "expires_at")),
                RowArrays.time(row, "revoked_at"),
                RowArrays.time(row, "first_used_at"));
    }

    /** Ignores scopes that are no longer permissions. */
    private static Set<Permission> permissions(String[] scopes) {
        return Arrays.stream(scopes)
                .map(Permission::ofScope)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}

package dev.muster.assignmentservice.user.postgres;

import dev.muster.assignmentservice.directory.Page.PageRequest;
import dev.muster.assignmentservice.search.postgres.FoldingSql;

/** The statements of {@link PostgresUserStore}. */
final class UserSql {

    static final String FIND_USER = """
            select user_id, home_organization_id, admin, active, revision, created_at, updated_at
              from directory_user
             where user_id = ?
            """;

    static final String INSERT_USER = """
            insert into directory_user
                   (user_id, home_organization_id, admin, active, revision, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    static final String BELONGS_TO_ANY = """
            select exists (select from directory_user where user_id = ? and home_organization_id = any(?))
                or exists (select from membership where user_id = ? and roles <> '{}' and organization_id = any(?))
            """;

    static final String COUNT_USERS = """
            select count(*)
              from directory_user u
             where ?::text[] is null
                or u.home_organization_id = any(?::text[])
                or exists (select
                             from membership m
                            where m.user_id = u.user_id and m.roles <> '{}' and m.organization_id = any(?::text[]))
            """;

    private static final String LIST_USERS = """
            select u.user_id, u.home_organization_id, u.admin, u.active, u.revision, u.created_at, u.updated_at
              from directory_user u
             where ?::text[] is null
                or u.home_organization_id = any(?::text[])
                or exists (select
                             from membership m
                            where m.user_id = u.user_id and m.roles <> '{}' and m.organization_id = any(?::text[]))
             order by u.created_at {direction}, u.user_id collate "C" {direction}
            offset ? limit ?
            """;

    static final String FIND_MEMBERSHIP = """
            select roles, revision from membership where organization_id = ? and user_id = ?
            """;

    static final String SAVE_MEMBERSHIP = """
            insert into membership as m (organization_id, user_id, roles, revision, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (organization_id, user_id) do update
               set roles = excluded.roles, revision = excluded.revision, updated_at = excluded.updated_at
             where m.revision = excluded.revision - 1
            """;

    /** How names are compared. */
    enum NameMatch {
        EXACT,
        FOLDED
    }

    private static final String COUNT_MEMBERSHIPS = """
            select count(*)
              from membership m
              join organization o using (organization_id)
             where m.user_id = ?
               and m.roles <> '{}'
               and (?::text is null or m.roles @> array[?::text])
               and (?::text is null or {name} = ?)
               and (?::text[] is null or m.organization_id = any(?::text[]))
            """;

    private static final String LIST_MEMBERSHIPS = """
            select o.*
              from membership m
              join organization o using (organization_id)
             where m.user_id = ?
               and m.roles <> '{}'
               and (?::text is null or m.roles @> array[?::text])
               and (?::text is null or {name} = ?)
               and (?::text[] is null or m.organization_id = any(?::text[]))
             order by o.created_at {direction}, o.organization_id collate "C" {direction}
            offset ? limit ?
            """;

    private UserSql() {}

    static String listUsers(PageRequest pageRequest) {
        return inOrder(LIST_USERS, pageRequest);
    }

    static String countMemberships(NameMatch match) {
        return matching(COUNT_MEMBERSHIPS, match);
    }

    static String listMemberships(NameMatch match, PageRequest pageRequest) {
        return inOrder(matching(LIST_MEMBERSHIPS, match), pageRequest);
    }

    private static String matching(String statement, NameMatch match) {
        return statement.replace("{name}", match == NameMatch.EXACT ? "o.name" : FoldingSql.FOLDED_NAME);
    }

    private static String inOrder(String statement, PageRequest pageRequest) {
        return statement.replace("{direction}", pageRequest.newestFirst() ? "desc" : "asc");
    }
}

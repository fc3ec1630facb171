package dev.muster.assignmentservice.user.postgres;

import dev.muster.assignmentservice.directory.Page.PageRequest;
import dev.muster.assignmentservice.search.postgres.FoldingSql;
import dev.muster.assignmentservice.user.UserStore.OrganizationOrder;

/** The statements of {@link PostgresUserStore}. A removed user's row has a time of removal. */
final class UserSql {

    static final String FIND_USER = """
            select user_id, home_organization_id, admin, active, default_space_id, revision, created_at, updated_at
              from directory_user
             where user_id = ?
               and removed_at is null
            """;

    static final String FIND_USERS_OF_HOME = """
            select user_id, home_organization_id, admin, active, default_space_id, revision, created_at, updated_at
              from directory_user
             where home_organization_id = ?
               and removed_at is null
             order by user_id
             limit ?
            """;

    static final String FIND_LAST_REVISION = "select revision from directory_user where user_id = ?";

    static final String INSERT_USER = """
            insert into directory_user as u
                   (user_id, home_organization_id, admin, active, default_space_id, revision, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (user_id) do update
               set home_organization_id = excluded.home_organization_id, admin = excluded.admin,
                   active = excluded.active, default_space_id = excluded.default_space_id,
                   revision = excluded.revision, created_at = excluded.created_at, updated_at = excluded.updated_at,
                   removed_at = null
             where u.removed_at is not null
               and u.revision = excluded.revision - 1
            """;

    static final String UPDATE_USER = """
            update directory_user
               set home_organization_id = ?, admin = ?, active = ?, default_space_id = ?, revision = ?, updated_at = ?
             where user_id = ?
               and revision = ?
               and removed_at is null
            """;

    static final String REMOVE_USER = """
            update directory_user
               set removed_at = ?, updated_at = ?, revision = ?
             where user_id = ?
               and revision = ?
               and removed_at is null
            """;

    static final String BELONGS_TO_ANY = """
            select exists (select
                             from directory_user
                            where user_id = ? and removed_at is null and home_organization_id = any(?))
                or exists (select from membership where user_id = ? and roles <> '{}' and organization_id = any(?))
            """;

    /** A membership of a condition counts for it; a row is listed if it has one for each condition. */
    private static final String MATCHING_USERS = """
              from directory_user u
             where u.removed_at is null
               and (:limits::text[] is null
                    or u.home_organization_id = any(:limits)
                    or exists (select
                                 from membership m
                                where m.user_id = u.user_id and m.roles <> '{}' and m.organization_id = any(:limits)))
               and (:conditions = 0
                    or u.user_id in
                       (select m.user_id
                          from unnest(:condition_numbers, :condition_ids, :condition_roles) as c(number, id, role)
                          join membership m on m.organization_id = c.id
                         where m.roles <> '{}'
                           and (c.role is null or m.roles @> array[c.role])
                         group by m.user_id
                        having count(distinct c.number) = :conditions))
            """;

    static final String COUNT_USERS = "select count(*)\n" + MATCHING_USERS;

    private static final String LIST_USERS = """
            select u.user_id, u.home_organization_id, u.admin, u.active, u.default_space_id, u.revision, u.created_at,
                   u.updated_at
            """ + MATCHING_USERS + """
             order by u.created_at {direction}, u.user_id collate "C" {direction}
            offset :offset limit :limit
            """;

    static final String FIND_MEMBERSHIP = """
            select roles, revision from membership where organization_id = ? and user_id = ?
            """;

    static final String FIND_MEMBERSHIPS_OF_USER = """
            select organization_id, user_id, roles, revision
              from membership
             where user_id = ?
               and roles <> '{}'
             order by organization_id collate "C"
            """;

    static final String FIND_MEMBERSHIPS_IN = """
            select organization_id, user_id, roles, revision
              from membership
             where organization_id = ?
               and roles <> '{}'
             order by user_id collate "C"
             limit ?
            """;

    static final String FIND_MEMBERSHIPS_WITH_ROLE = """
            select organization_id, user_id, roles
              from membership
             where organization_id = any(?)
               and roles @> array[?::text]
             order by organization_id collate "C", user_id collate "C"
            """;

    static final String SAVE_MEMBERSHIP = """
            insert into membership as m (organization_id, user_id, roles, revision, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (organization_id, user_id) do update
               set roles = excluded.roles, revision = excluded.revision, updated_at = excluded.updated_at
             where m.revision = excluded.revision - 1
            """;

    private static final String FILTERED_ORGANIZATIONS = """
              from organization o
             where o.deleted_at is null
               and (:limits::text[] is null or o.organization_id = any(:limits))
               and (:active::boolean is null or o.active = :active)
               and (:conditions = 0
                    or o.organization_id in
                       (select m.organization_id
                          from unnest(:condition_numbers, :condition_ids, :condition_roles) as c(number, id, role)
                          join membership m on m.user_id = c.id
                         where m.roles <> '{}'
                           and (c.role is null or m.roles @> array[c.role])
                         group by m.organization_id
                        having count(distinct c.number) = :conditions))
            """;

    /** Which of the names an organization has exactly. */
    static final String FIND_EXACT_NAMES = "select distinct o.name\n" + FILTERED_ORGANIZATIONS + """
               and o.name = any(:names)
            """;

    private static final String MATCHING_ORGANIZATIONS =
            FILTERED_ORGANIZATIONS + """
               and (:names::text[] is null or o.name = any(:names) or {folded} = any(:folded_names))
            """.replace("{folded}", FoldingSql.FOLDED_NAME);

    static final String COUNT_ORGANIZATIONS = "select count(*)\n" + MATCHING_ORGANIZATIONS;

    private static final String LIST_ORGANIZATIONS = "select o.*\n" + MATCHING_ORGANIZATIONS + """
             order by {order}o.created_at {direction}, o.organization_id collate "C" {direction}
            offset :offset limit :limit
            """;

    private UserSql() {}

    static String listUsers(PageRequest pageRequest) {
        return inOrder(LIST_USERS, pageRequest);
    }

    static String listOrganizations(OrganizationOrder order, PageRequest pageRequest) {
        String byName =
                order == OrganizationOrder.NAME ? FoldingSql.ORDER_BY_NAME + " collate \"C\" {direction}, " : "";
        return inOrder(LIST_ORGANIZATIONS.replace("{order}", byName), pageRequest);
    }

    private static String inOrder(String statement, PageRequest pageRequest) {
        return statement.replace("{direction}", pageRequest.newestFirst() ? "desc" : "asc");
    }
}

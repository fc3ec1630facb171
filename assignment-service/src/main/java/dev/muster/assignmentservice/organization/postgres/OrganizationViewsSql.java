package dev.muster.assignmentservice.organization.postgres;

import dev.muster.assignmentservice.search.postgres.FoldingSql;

/** The statements that show organizations. */
final class OrganizationViewsSql {

    static final String FIND = """
            select o.organization_id, o.label, o.name, o.type, o.parent_id, o.rebranding_enabled, o.active,
                   o.description, o.properties, o.mfa_required, o.application_id, o.logo, o.dark_logo, o.favicon,
                   o.dark_favicon, o.revision, o.created_at, o.updated_at,
                   coalesce(d.display_name, nullif(a.display_name, ''), nullif(a.name, ''), o.application_id)
                     as application_name
              from organization o
              left join inventory.applications a on a.application_id = o.application_id
              left join application_details d on d.application_id = o.application_id
             where o.organization_id = any(?)
            """;

    /** An application that came back since its ownership was decided belongs to nobody. */
    static final String COUNT_APPLICATIONS = """
            select w.organization_id, count(*) as owned
              from ownership w
              join inventory.applications a on a.application_id = w.application_id
             where w.organization_id = any(?)
               and a.deleted_at is null
               and w.incarnation >= a.incarnation
             group by w.organization_id
            """;

    static final String COUNT_MEMBERS = """
            select organization_id, count(*) as members
              from membership
             where organization_id = any(?)
               and roles <> '{}'
             group by organization_id
            """;

    private static final String MATCHING = """
              from organization o
             where (:limits::text[] is null or o.organization_id = any(:limits))
               and o.label like all(:label_like)
               and lower(o.label collate "C") like all(:label_folded_like)
               and o.name like all(:name_like)
               and {folded} like all(:name_folded_like)
               and (:active::boolean is null or o.active = :active)
               and (:type::text is null or o.type = :type)
            """.replace("{folded}", FoldingSql.FOLDED_NAME);

    static final String COUNT = "select count(*)\n" + MATCHING;

    /** Names and labels by Unicode's rules, ids in the order of the bytes, whatever the database's collation. */
    static final String LIST = "select o.organization_id\n" + MATCHING
            + """
             order by case when :order = 'CREATED_AT' and not :descending then o.created_at end,
                      case when :order = 'CREATED_AT' and :descending then o.created_at end desc,
                      case when :order = 'LABEL' and not :descending then {label} end collate "C",
                      case when :order = 'LABEL' and :descending then {label} end collate "C" desc,
                      case when :order = 'NAME' and not :descending then {name} end collate "C",
                      case when :order = 'NAME' and :descending then {name} end collate "C" desc,
                      case when :order = 'ACTIVE' and not :descending then o.active end,
                      case when :order = 'ACTIVE' and :descending then o.active end desc,
                      case when :order = 'ID' and :descending then o.public_id end collate "C" desc,
                      o.public_id collate "C"
             limit :size
            offset :offset
            """.replace("{label}", FoldingSql.ORDER_BY_LABEL).replace("{name}", FoldingSql.ORDER_BY_NAME);

    static final String FIND_APPLICATION = """
            select a.application_id,
                   coalesce(d.display_name, nullif(a.display_name, ''), nullif(a.name, ''), a.application_id) as name
              from inventory.applications a
              left join application_details d on d.application_id = a.application_id
             where a.application_id = ?
            """;

    static final String FIND_OLDEST_OWNER = """
            select organization_id
              from organization
             where type = 'OWNER'
             order by created_at, organization_id
             limit 1
            """;

    private OrganizationViewsSql() {}
}

package dev.muster.assignmentservice.search.postgres;

/**
 * Statements and expressions of folded texts. The expressions must equal those of the indexes in migration 19.1.
 */
public final class FoldingSql {

    private static final String SHOWN_NAME = "shown_name(l.given_name, l.reported_name, l.application_id, l.system_id)";

    private static final String LISTED_HASH = "folding_hash(l.instance_of || chr(1) || l.version || chr(1) || l.name"
            + " || chr(1) || " + SHOWN_NAME + ")";

    /** Sort keys: the folded text, then the raw text. */
    public static final String TYPE_KEY = key("l.instance_of", "l.type_folded", "l.folded_hash = " + LISTED_HASH);

    public static final String VERSION_KEY = key("l.version", "l.version_folded", "l.folded_hash = " + LISTED_HASH);

    public static final String NAME_KEY = key("l.name", "l.name_folded", "l.folded_hash = " + LISTED_HASH);

    public static final String DISPLAY_NAME_KEY =
            key(SHOWN_NAME, "l.display_name_folded", "l.folded_hash = " + LISTED_HASH);

    /** For rows with a name and a folded name, like {@link #FOLDED_NAME}. */
    public static final String ORDER_BY_NAME = key("o.name", "o.name_folded", "o.folded_hash = folding_hash(o.name)");

    /** The same for systems; the name falls back to the id. */
    public static final String ORDER_BY_SYSTEM_NAME =
            key("coalesce(o.shown_name, o.system_id)", "o.name_folded", "o.folded_hash = folding_hash(o.shown_name)");

    /** The order of a system {@code s}, as {@link #ORDER_BY_SYSTEM_NAME}. */
    public static final String SYSTEM_NAME_KEY =
            key("coalesce(s.shown_name, s.system_id)", "s.name_folded", "s.folded_hash = folding_hash(s.shown_name)");

    /** The order of an owner {@code g}, as {@link #ORDER_BY_NAME}. */
    public static final String OWNER_NAME_KEY = key("g.name", "g.name_folded", "g.folded_hash = folding_hash(g.name)");

    /** Labels are ASCII only. */
    public static final String ORDER_BY_LABEL = key("o.label", "null", "false");

    /** The folded name, or its ASCII lower case where the name is not folded yet. */
    public static final String FOLDED_NAME = foldedName("o.name");

    /** The same for systems. */
    public static final String FOLDED_SYSTEM_NAME = foldedName("o.shown_name");

    private static final String TO_FOLD = """
            octet_length(l.instance_of || l.version || l.name || {shown}) <> length(l.instance_of || l.version || l.name || {shown})
               and l.folded_hash is distinct from {hash}""".replace("{shown}", SHOWN_NAME).replace("{hash}", LISTED_HASH);

    private static final String TEXTS = """
            select l.application_id, l.instance_of, l.version, l.name, {shown} as shown_name, s.shown_name as system_name,
                   {to_fold} as to_fold, n.search,
                   coalesce(n.folded_hash = folding_hash(n.search), false) as search_is_folded
              from listed_application l
              left join system s on s.system_id = l.system_id
              left join searched_application n on n.application_id = l.application_id
             where l.application_id = any(?)
             order by l.application_id
               for no key update of l""".replace("{shown}", SHOWN_NAME).replace("{to_fold}", TO_FOLD);

    /** Locks the rows: concurrent writers of a text wait, and the second sees the result of the first. */
    static final String LOCK_TEXTS = TEXTS;

    /** Skips rows that another transaction has locked. */
    static final String LOCK_UNLOCKED_TEXTS = TEXTS + " skip locked";

    /** Updates rows locked by {@link #LOCK_TEXTS}. */
    static final String FOLD_LISTED = """
            update listed_application l
               set type_folded = f.type_folded, version_folded = f.version_folded, name_folded = f.name_folded,
                   display_name_folded = f.display_name_folded, folded_hash = {hash}
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                   as f(application_id, type_folded, version_folded, name_folded, display_name_folded)
             where l.application_id = f.application_id
            """.replace("{hash}", LISTED_HASH);

    static final String FOLD_SEARCHED = """
            insert into searched_application as s (application_id, search, folded_hash)
            select f.application_id, f.search, folding_hash(f.search)
              from unnest(?::text[], ?::text[]) as f(application_id, search)
             order by f.application_id collate "C"
            on conflict (application_id) do update
               set search = excluded.search, folded_hash = excluded.folded_hash
             where s.search <> excluded.search or s.folded_hash is distinct from excluded.folded_hash
            """;

    static final String FIND_LISTED_TO_FOLD = """
            select l.application_id from listed_application l where {to_fold} order by l.application_id limit ?
            """.replace("{to_fold}", TO_FOLD);

    static final String FIND_SEARCHED_TO_FOLD = """
            select application_id
              from searched_application
             where folded_hash is distinct from folding_hash(search)
             order by application_id
             limit ?
            """;

    static final String LOCK_ORGANIZATIONS_TO_FOLD = """
            select organization_id as id, name
              from organization
             where octet_length(name) <> length(name) and folded_hash is distinct from folding_hash(name)
             order by organization_id
             limit ?
               for no key update skip locked
            """;

    static final String FOLD_ORGANIZATIONS = """
            update organization o
               set name_folded = f.folded, folded_hash = folding_hash(o.name)
              from unnest(?::text[], ?::text[]) as f(id, folded)
             where o.organization_id = f.id
            """;

    static final String LOCK_SYSTEMS_TO_FOLD = """
            select system_id as id, shown_name as name
              from system
             where octet_length(shown_name) <> length(shown_name)
               and folded_hash is distinct from folding_hash(shown_name)
             order by system_id
             limit ?
               for no key update skip locked
            """;

    static final String FOLD_SYSTEMS = """
            update system o
               set name_folded = f.folded, folded_hash = folding_hash(o.shown_name)
              from unnest(?::text[], ?::text[]) as f(id, folded)
             where o.system_id = f.id
            """;

    /**
     * Queues each system twice: a transaction that read the old name has committed after five minutes, because no
     * transaction of a service takes longer than 100 s.
     */
    static final String QUEUE_RENAMED_SYSTEMS = """
            with renamed as (
              select system_id
                from system
               where (shown_name is not null or searched_hash is not null)
                 and searched_hash is distinct from folding_hash(shown_name)
               order by system_id
               limit ?
                 for no key update skip locked
            ), seen as (
              update system s
                 set searched_hash = folding_hash(s.shown_name)
                from renamed r
               where s.system_id = r.system_id
              returning s.system_id
            )
            insert into renamed_system_work (system_id, begins_at)
            select s.system_id, t.begins_at
              from seen s
             cross join (values (now()), (now() + interval '5 minutes')) as t(begins_at)
            """;

    static final String LOCK_RENAMED_SYSTEM_WORK = """
            select work_id, system_id, cursor
              from renamed_system_work
             where begins_at <= now()
             order by begins_at, work_id
             limit ?
               for update skip locked
            """;

    /** A removed application is folded when it returns. */
    static final String FIND_APPLICATIONS_OF_SYSTEM = """
            select application_id
              from listed_application
             where system_id = ? and application_id > ? and deleted_at is null
             order by application_id
             limit ?
            """;

    static final String ADVANCE_RENAMED_SYSTEM_WORK = "update renamed_system_work set cursor = ? where work_id = ?";

    static final String FINISH_RENAMED_SYSTEM_WORK = "delete from renamed_system_work where work_id = ?";

    private FoldingSql() {}

    private static String foldedName(String name) {
        return """
                (case when octet_length({name}) <> length({name}) and o.folded_hash = folding_hash({name})
                      then o.name_folded else lower({name} collate "C") end)""".replace("{name}", name);
    }

    private static String key(String raw, String folded, String isFolded) {
        return "(folded_key(" + raw + ", " + folded + ", " + isFolded + ") collate \"C\")";
    }
}

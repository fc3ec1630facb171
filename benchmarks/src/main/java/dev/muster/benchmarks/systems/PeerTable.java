package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.fleet.Digest;
import dev.muster.benchmarks.stack.Database;

/** The table of all peers: one row per application; the primary key is the only index by default. */
final class PeerTable {

    private static final String CREATE = """
            create schema if not exists peer;
            drop table if exists peer.application;
            create table peer.application (
              application_id    text        collate "C" primary key,
              system_id         text        not null,
              module_id         text        not null,
              instance_of       text        not null,
              name              text        not null,
              source            text        not null,
              display_name      text,
              version           text        not null,
              node_id           integer,
              node_label        text,
              url               text,
              is_user_facing    boolean     not null,
              inventory_data    json        not null,
              backup_data       json        not null,
              services_data     json        not null,
              last_inventory_at timestamptz not null
            );
            """;

    /** Makes 15 indexes in total, as in the product that this peer represents. */
    private static final String ADDITIONAL_INDEXES = """
            create index on peer.application (system_id);
            create index on peer.application (module_id);
            create index on peer.application (instance_of);
            create index on peer.application (name);
            create index on peer.application (source);
            create index on peer.application (display_name);
            create index on peer.application (version);
            create index on peer.application (node_id);
            create index on peer.application (node_label);
            create index on peer.application (url);
            create index on peer.application (is_user_facing);
            create index on peer.application (last_inventory_at);
            create index on peer.application (instance_of, version);
            create index on peer.application (system_id, instance_of);
            """;

    private static final String TRUNCATE = "truncate peer.application";

    private static final String DIGEST = """
            select count(*), 0,
                   coalesce(sum(('x' || substr(md5(
                     application_id || '|' || version || '|' || (extract(epoch from last_inventory_at) * 1000000)::bigint
                     || '|false'), 1, 8))::bit(32)::bigint), 0)
              from peer.application
            """;

    private final Database database;

    private PeerTable(Database database) {
        this.database = database;
    }

    static PeerTable create(Database database) {
        database.run(CREATE);
        return new PeerTable(database);
    }

    static PeerTable createWith15Indexes(Database database) {
        database.run(CREATE + ADDITIONAL_INDEXES);
        return new PeerTable(database);
    }

    void empty() {
        database.run(TRUNCATE);
    }

    Digest digest() {
        return database.digest(DIGEST);
    }
}

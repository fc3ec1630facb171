package dev.muster.cli.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testing.Infrastructure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ViewRowsIT {

    private static final String ONE_OF_EACH_TYPE = """
            select 'vm_bash' as application_id, null::text as display_name, 7::integer as node_id, 8::bigint as revision,
                   true as is_user_facing, '{"a": [1]}'::json as inventory_data,
                   timestamptz '2026-01-02 03:04:05.000006+00' as first_seen_at
            """;

    @Test
    void rowsHaveTheFormatOfEventsInAnyTimeZone() throws Exception {
        Infrastructure servers = Infrastructure.shared();
        Database database = new Database(servers.jdbcUrl(), servers.adminUser(), servers.adminPassword());

        Map<String, ObjectNode> rows = ViewRows.read(database, ONE_OF_EACH_TYPE, "application_id");

        assertThat(rows).containsOnlyKeys("vm_bash");
        assertThat(rows.get("vm_bash")).hasToString("""
                {"application_id":"vm_bash","display_name":null,"node_id":7,"revision":8,"is_user_facing":true,\
                "inventory_data":"{\\"a\\":[1]}","first_seen_at":"2026-01-02T03:04:05.000006Z"}""");
    }
}

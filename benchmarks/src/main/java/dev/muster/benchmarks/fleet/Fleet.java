package dev.muster.benchmarks.fleet;

import java.util.List;

/**
 * Simulated systems and their applications, all derived from numbers; nothing is stored.
 *
 * @param systems the number of systems, 1 to 1,000,000
 * @param applications the number of applications per system, 1 to 40
 */
public record Fleet(int systems, int applications) {

    private static final int MAX_SYSTEMS = 1_000_000;

    private static final List<String> CATALOG = List.of(
            "mail",
            "nextcloud",
            "webtop",
            "ejabberd",
            "mattermost",
            "openldap",
            "samba",
            "traefik",
            "loki",
            "dokuwiki",
            "wordpress",
            "mariadb",
            "postgresql",
            "redis",
            "nethvoice",
            "piler",
            "roundcube",
            "imapsync",
            "crowdsec",
            "minio",
            "sftpgo",
            "collabora",
            "onlyoffice",
            "gitea",
            "grafana",
            "prometheus",
            "passbolt",
            "nethsecurity",
            "netdata",
            "keycloak",
            "rspamd",
            "dnsmasq",
            "sogo",
            "netbox",
            "zabbix",
            "restic",
            "vaultwarden",
            "uptime",
            "matomo",
            "phpmyadmin");

    public Fleet {
        if (systems < 1 || systems > MAX_SYSTEMS) {
            throw new IllegalArgumentException("a fleet has 1 to " + MAX_SYSTEMS + " systems, not " + systems);
        }
        if (applications < 1 || applications > CATALOG.size()) {
            throw new IllegalArgumentException(
                    "a system has 1 to " + CATALOG.size() + " applications, not " + applications);
        }
    }

    /** Returns an id; ids are unordered, like those of real systems. */
    public static String systemId(int system) {
        return "sys_" + Long.toHexString(Mix.of(system) | Long.MIN_VALUE);
    }

    /** Returns the id of an application of a system. */
    public static String applicationId(int system, int position) {
        return systemId(system) + "_" + moduleId(system, position);
    }

    static String moduleId(int system, int position) {
        return instanceOf(system, position) + "1";
    }

    /** Applications of a system are consecutive in the catalog, so they are distinct. */
    static String instanceOf(int system, int position) {
        int first = (int) Long.remainderUnsigned(Mix.of(~system), CATALOG.size());
        return CATALOG.get((first + position) % CATALOG.size());
    }

    /** Returns the application as of its last change, in the given step. */
    static Application application(int system, int position, int changedIn) {
        String instance = instanceOf(system, position);
        int node = 1 + position % 3;
        boolean facing = position % 2 == 0;
        return new Application(
                moduleId(system, position),
                instance,
                instance + " of " + system,
                "ghcr.io/nethserver/" + instance,
                position % 4 == 0 ? "Our " + instance : null,
                "1." + changedIn + "." + position,
                node,
                "node " + node,
                facing ? "https://" + instance + ".customer" + system + ".example.org/" : null,
                facing,
                "{\"users\": " + (system % 900) + ", \"size_mb\": " + (system % 7001)
                        + ", \"state\": \"running\", \"image\":" + " \"ghcr.io/nethserver/" + instance + ":1."
                        + changedIn + "\"}",
                "{\"last\": \"2026-01-0" + (1 + system % 9) + "T02:00:00Z\", \"ok\": true}",
                "{\"" + instance + ".service\": \"active\", \"" + instance + "-db.service\": \"active\"}");
    }
}

package dev.muster.ingestservice.agent.web;

import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Facts documents with modifications. */
final class FactsDocument {

    /** Two modules on two nodes, and the other fields that real agents send. */
    static final String REAL = """
            {
              "$schema": "https://schema.nethserver.org/facts/2022-12.json",
              "uuid": "9c5b94b1-35ad-49bb-b118-8e8fc24abf80",
              "installation": "nethserver",
              "facts": {
                "modules": [
                  {
                    "id": "mail1",
                    "version": "1.4.2",
                    "module": "mail",
                    "name": "Mail",
                    "source": "ghcr.io/nethserver/mail",
                    "node": "2",
                    "ui_name": "Büro \\u263a",
                    "certification_level": 3,
                    "update_available": false,
                    "user_domains": [ "ad.example.com" ],
                    "fqdns": ["mail.example.com"],
                    "mailboxes": { "total": 1.50, "quota": null, "a\\"b": "\\u00e9é" }
                  },
                  {
                    "id": "traefik1",
                    "version": "3.0.0",
                    "module": "traefik",
                    "name": "Traefik",
                    "source": "ghcr.io/nethserver/traefik",
                    "node": "1",
                    "ui_name": ""
                  }
                ],
                "nodes": {
                  "1": {"fqdn": "leader.example.com", "ui_name": "Leader Node", "version": "3.2.1",
                        "default_ipv4": "192.0.2.1", "uptime_seconds": 12345.6, "cluster_leader": true},
                  "2": {"fqdn": "worker.example.com", "ui_name": "Worker", "version": "3.2.1",
                        "default_ipv4": "192.0.2.2", "uptime_seconds": 7}
                },
                "cluster": {"leader_node_id": "1", "ui_name": "Acme", "fqdn": "cluster.example.com",
                            "user_domains": [{"name": "ad.example.com", "location": "internal"}]}
              }
            }
            """;

    /** Without an FQDN of the cluster, with a module that is a service of the node, and one without a type. */
    static final String LEADER = """
            {
              "$schema": "https://schema.nethserver.org/facts/2022-12.json",
              "uuid": "7d0b4c4e-0f0b-4b53-8a58-5a0a4b9f3b7e",
              "installation": "nethserver",
              "facts": {
                "cluster": {"leader_node_id": "1", "ui_name": "Head office", "user_domains": []},
                "nodes": {
                  "1": {"fqdn": "leader.example.org", "ui_name": "Leader", "cluster_leader": true, "version": "9.4"},
                  "2": {"fqdn": "worker.example.org", "ui_name": "Worker"}
                },
                "modules": [
                  {"id": "mail1", "module": "mail", "name": "Mail", "ui_name": "Post \u2013 \u00dc",
                   "source": "ghcr.io/example/mail", "version": "1.7.4", "node": "1"},
                  {"id": "init.d/dbus", "module": "service", "name": "dbus", "version": "1.14", "node": "2"},
                  {"id": "old1", "node": "1"}
                ]
              }
            }
            """;

    private static final JsonMapper MAPPER = new JsonMapper();

    private FactsDocument() {}

    static String with(Consumer<ObjectNode> change) {
        ObjectNode document = (ObjectNode) MAPPER.readTree(REAL);
        change.accept(document);
        return document.toString();
    }

    static String withFacts(Consumer<ObjectNode> change) {
        return with(document -> change.accept((ObjectNode) document.path("facts")));
    }

    /** Modifies the first module. */
    static String withModule(Consumer<ObjectNode> change) {
        return withFacts(
                facts -> change.accept((ObjectNode) facts.path("modules").path(0)));
    }

    /** A document with {@code count} modules that have only the required fields. */
    static String withModules(int count) {
        return withFacts(facts -> {
            ArrayNode modules = facts.putArray("modules");
            for (int i = 0; i < count; i++) {
                modules.addObject().put("id", "m" + i).put("module", "mail");
            }
        });
    }
}

package dev.muster.cli.access;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What the assignment service lists and shows over HTTP; its four contracts have different paths and pages. */
public enum Resource {
    APPLICATION("application", "/api/applications", "/data/applications", "/data", "read:applications") {
        @Override
        String line(JsonNode item) {
            return join(
                    text(item, "/id"),
                    text(item, "/instance_of"),
                    or(text(item, "/version"), "(no version)"),
                    or(text(item, "/organization_id"), isAssigned(item) ? "(owner not shown)" : "(unassigned)"),
                    "on " + text(item, "/system/name"));
        }
    },
    ORGANIZATION("organization", "/api/v2.0/organizations", "/results", "", "read:organizations") {
        @Override
        String line(JsonNode item) {
            return join(
                    text(item, "/id"),
                    "~" + text(item, "/label"),
                    text(item, "/name"),
                    item.path("isActive").asBoolean(false) ? "active" : "inactive",
                    text(item, "/devicesCount") + " applications",
                    text(item, "/usersCount") + " users");
        }
    },
    SYSTEM("system", "/api/systems", "/data/systems", "/data", "read:systems") {
        @Override
        String line(JsonNode item) {
            return join(
                    text(item, "/id"), text(item, "/name"), or(text(item, "/organization_id"), "(no organization)"));
        }
    },
    USER("user", "/v2/users", "/resources", "", "read:users") {
        @Override
        String page(int page) {
            return "page=" + page + "&results-per-page=" + PAGE_SIZE;
        }

        @Override
        String line(JsonNode item) {
            return join(
                    text(item, "/metadata/guid"),
                    item.at("/entity/active").asBoolean(false) ? "active" : "not active",
                    item.at("/entity/admin").asBoolean(false) ? "administrator" : "");
        }
    };

    static final int PAGE_SIZE = 100;

    private final String title;
    private final String path;
    private final String items;
    private final String item;
    private final String scope;

    Resource(String title, String path, String items, String item, String scope) {
        this.title = title;
        this.path = path;
        this.items = items;
        this.item = item;
        this.scope = scope;
    }

    /** Formats an item of a list. */
    abstract String line(JsonNode item);

    String title() {
        return title;
    }

    String path() {
        return path;
    }

    /** The permission that reading requires. */
    String scope() {
        return scope;
    }

    List<JsonNode> items(JsonNode answer) {
        return StreamSupport.stream(answer.at(items).spliterator(), false).toList();
    }

    JsonNode item(JsonNode answer) {
        return answer.at(item);
    }

    /** The query for a page. */
    String page(int page) {
        return "page=" + page + "&page_size=" + PAGE_SIZE;
    }

    /** An owner outside the access scope is not shown. */
    private static boolean isAssigned(JsonNode application) {
        return text(application, "/status").equals("assigned");
    }

    private static String text(JsonNode item, String pointer) {
        JsonNode value = item.at(pointer);
        return value.isNull() || value.isMissingNode() ? "" : value.asString("");
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static String join(String... columns) {
        return String.join(
                "  ",
                List.of(columns).stream().filter(column -> !column.isEmpty()).toList());
    }
}

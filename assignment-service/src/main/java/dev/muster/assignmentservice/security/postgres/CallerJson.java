package dev.muster.assignmentservice.security.postgres;

import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Serializes the caller of a waiting command. */
public final class CallerJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private CallerJson() {}

    public static @Nullable String write(@Nullable Caller caller) {
        if (caller == null) {
            return null;
        }
        ObjectNode json = JSON.createObjectNode();
        json.put("subject", caller.subject());
        json.put("organization_id", caller.organizationId());
        json.put("platform_administrator", caller.platformAdministrator());
        caller.permissions().stream()
                .sorted()
                .forEach(one -> json.withArray("scopes").add(one.scope()));
        return json.toString();
    }

    public static @Nullable Caller read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        JsonNode json = JSON.readTree(text);
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        json.path("scopes").forEach(one -> Permission.ofScope(one.stringValue()).ifPresent(permissions::add));
        JsonNode organization = json.path("organization_id");
        return new Caller(
                json.path("subject").stringValue(),
                organization.isString() ? organization.stringValue() : null,
                json.path("platform_administrator").booleanValue(),
                permissions);
    }
}

package dev.muster.ingestservice.agent.web;

import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonObjects;
import org.jspecify.annotations.Nullable;

/** Reads one module of a facts document. Fields that are no attributes of applications are copied as they were written. */
final class FactsModuleReader {

    private final JsonCursor json;
    private final String path;
    private final StringBuilder rest = new StringBuilder("{");
    private @Nullable String id;
    private @Nullable String module;
    private @Nullable String name;
    private @Nullable String source;
    private @Nullable String version;
    private @Nullable String node;
    private @Nullable String uiName;

    FactsModuleReader(JsonCursor json, String path) {
        this.json = json;
        this.path = path;
    }

    FactsModule read() throws AgentApiException, InvalidJsonException {
        json.object(path, this::field);
        return new FactsModule(
                FactsText.id(path + ".id", id),
                module == null || module.isEmpty() ? "" : FactsText.id(path + ".module", module),
                FactsText.orEmpty(path + ".name", name),
                FactsText.orEmpty(path + ".source", source),
                FactsText.orEmpty(path + ".version", version),
                FactsText.nodeNumber(path + ".node", node),
                FactsText.orNull(path + ".ui_name", uiName),
                rest.append('}').toString());
    }

    private void field(String field) throws AgentApiException, InvalidJsonException {
        String fieldPath = path + "." + field;
        switch (field) {
            case "id" -> id = json.text(fieldPath);
            case "module" -> module = json.text(fieldPath);
            case "name" -> name = json.text(fieldPath);
            case "source" -> source = json.text(fieldPath);
            case "version" -> version = json.text(fieldPath);
            case "node" -> node = json.textOrNumber(fieldPath);
            case "ui_name" -> uiName = json.text(fieldPath);
            default -> {
                if (rest.length() > 1) {
                    rest.append(',');
                }
                JsonObjects.appendMember(rest, field, json.rawValue());
            }
        }
    }
}

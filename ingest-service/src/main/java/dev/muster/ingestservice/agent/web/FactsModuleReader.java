package dev.muster.ingestservice.agent.web;

import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonObjects;
import org.jspecify.annotations.Nullable;

/** Reads one module of a facts document. What is no field of an application stays as it was written. */
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
                FactsText.id(path + ".module", module),
                FactsText.orEmpty(path + ".name", name),
                FactsText.orEmpty(path + ".source", source),
                FactsText.orEmpty(path + ".version", version),
                FactsText.nodeNumber(path + ".node", node),
                FactsText.orNull(path + ".ui_name", uiName),
                rest.append('}').toString());
    }

    private void field(String field) throws AgentApiException, InvalidJsonException {
        String place = path + "." + field;
        switch (field) {
            case "id" -> id = json.text(place);
            case "module" -> module = json.text(place);
            case "name" -> name = json.text(place);
            case "source" -> source = json.text(place);
            case "version" -> version = json.text(place);
            case "node" -> node = json.textOrNumber(place);
            case "ui_name" -> uiName = json.text(place);
            default -> {
                if (rest.length() > 1) {
                    rest.append(',');
                }
                JsonObjects.appendMember(rest, field, json.raw());
            }
        }
    }
}

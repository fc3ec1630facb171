package dev.muster.assignmentservice.http;

import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.pipeline.Pipeline;
import tools.jackson.databind.JsonNode;

/** Calls of the first contract for tests. */
final class Applications {

    private final Pipeline pipeline = Pipeline.shared();
    private final Api api = Api.shared();

    /** Creates an application and waits until it is listed. */
    String listed() {
        return listed(Pipeline.unique("system") + "_mail1");
    }

    String listed(String id) {
        pipeline.inventory().appear(id);
        pipeline.sendInventoryEvent(id);
        await().until(() ->
                pipeline.number("select count(*) from assignment.listed_application where application_id = ?", id)
                        == 1);
        return id;
    }

    Answer assign(String token, String application, String organizationKey) {
        return call(token, application, organizationKey).send();
    }

    Api.Call call(String token, String application, String organizationKey) {
        return api.patch("/api/applications/" + application + "/assign")
                .bearer(token)
                .json("{\"organization_id\":\"" + organizationKey + "\"}");
    }

    Api.Call unassign(String token, String application) {
        return api.patch("/api/applications/" + application + "/unassign").bearer(token);
    }

    Answer get(String token, String application) {
        return api.get("/api/applications/" + application).bearer(token).send();
    }

    Answer list(String token, String query) {
        return api.get("/api/applications" + query).bearer(token).send();
    }

    static JsonNode data(Answer answer) {
        return answer.json().get("data");
    }

    /** The key of the first problem in an error response. */
    static String wrongField(Answer answer) {
        return answer.json().get("data").get("errors").get(0).get("key").stringValue();
    }
}

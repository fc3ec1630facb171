package dev.muster.assignmentservice.http.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.Shape;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.media.Pictures;
import dev.muster.assignmentservice.pipeline.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document's own examples, but for the host and the token. */
class CreateContractIT {

    private static final String JSON_EXAMPLE = """
            curl -X POST 'https://api.netux.com/api/v2.0/organizations/' \\
             -H 'Content-Type: application/json' \\
             -H 'X-Auth-Token: oaXBo6ODhIjPsusNRPUGIK4d72bc73' \\
             -d '{
                "name": "My Second Customer",
                "label": "my-second-customer",
                "description": "Other Organization",
                "properties": {"color": "#BADA55"},
                "isActive": true,
                "app": "~my_application"
            }'
            """;

    private static final String FORM_EXAMPLE = """
            curl -X POST 'https://api.netux.com/api/v2.0/organizations/' \\\s
            -H 'X-Auth-Token: oaXBo6ODhIjPsusNRPUGIK4d72bc73' \\
            -F 'favicon=path/logo.png' \\
            -F 'logo=@logoname'
            """;

    private static final String ANSWER = """
            {
                "count": 1,
                "next": null,
                "previous": null,
                "results": [
                    {
                        "app": {
                            "id": "5dfa39901a9ca53020c6938d",
                            "label": "my_application",
                            "name": "Netux | Cloud App of Me",
                            "url": "https://api.netux.com/api/v2.0/apps/5dfa39901a9ca53020c6938d"
                        },
                        "createdAt": "2020-01-01T14:05:55.471155Z",
                        "description": "Other Organization",
                        "devicesCount": 0,
                        "favicon":  {
                    "h36": "https://.../media/logos/netux-white_36.png",
                     "h50": "https://.../media/logos-big/netux-white_50.png",
                     "raw": "https://.../media/logos-raw/netux-white.png"
                },
                        "id": "435ab418805c32fa400f",
                        "isActive": true,
                        "label": "my-second-customer",
                        "limits": [
                            {
                                "actual_value": 0,
                                "icon": "hdd-o",
                                "max_value": "*",
                                "name": "Devices",
                                "type": "devices"
                            },
                            {
                                "actual_value": 0,
                                "icon": "envelope",
                                "max_value": "*",
                                "name": "Emails",
                                "type": "emails"
                            },
                            {
                                "actual_value": 0,
                                "icon": "signal",
                                "max_value": "*",
                                "name": "Variables",
                                "type": "variables"
                            },
                            {
                                "actual_value": 0,
                                "icon": "users",
                                "max_value": "*",
                                "name": "Users",
                                "type": "users"
                            },
                            {
                                "actual_value": 0,
                                "icon": "spinner",
                                "max_value": "*",
                                "name": "Dots",
                                "type": "dots"
                            },
                            {
                                "actual_value": 0,
                                "icon": "mobile-phone",
                                "max_value": "*",
                                "name": "SMS",
                                "type": "sms"
                            },
                            {
                                "actual_value": 0,
                                "icon": null,
                                "max_value": "*",
                                "name": "Voice",
                                "type": "voice"
                            }
                        ],
                        "logo": {
                    "h36": "https://.../media/logos/netux-white_36.png",
                    "h50": "https://.../media/logos-big/netux-white_50.png",
                    "raw": "https://.../media/logos-raw/netux-white.png"
                },
                        "name": "My Second Customer",
                        "properties": {"color": "#BADA55"},
                        "url": "https://api.netux.com/api/v2.0/organizations/435ab418805c32fa400f",
                        "usersCount": 0
                    }
                ]
            }
            """;

    private static final String CREDENTIALS_MISSING = """
            {
                "code": 401001,
                "message": "Authentication credentials were not provided.",
                "detail": "Authentication credentials were not provided."
            }
            """;

    private final Pipeline pipeline = Pipeline.shared();
    private final Api api = Api.shared();
    private final String token = tokenOfAnOwner();
    private final JsonMapper json = new JsonMapper();

    private String tokenOfAnOwner() {
        return TestTokens.shared().ofWithAll(pipeline.owner(false));
    }

    @Test
    void jsonExampleReturnsTheDocumentedResponse() {
        pipeline.inventory().appear("my_application");
        Instant before = Instant.now().minus(Duration.ofSeconds(1));

        Answer answer = new Curl(JSON_EXAMPLE, TestTokens.shared().platformAdministrator()).send(api, Map.of());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        JsonNode expected = json.readTree(ANSWER);
        assertThat(shapeWithoutImages(answer.json())).isEqualTo(shapeWithoutImages(expected));
        JsonNode organization = answer.json().get("results").get(0);
        JsonNode example = expected.get("results").get(0);
        for (String field : new String[] {
            "description", "devicesCount", "isActive", "label", "limits", "name", "properties", "usersCount"
        }) {
            assertThat(organization.get(field)).as(field).isEqualTo(example.get(field));
        }
        assertThat(organization.get("favicon").isNull()).isTrue();
        assertThat(organization.get("logo").isNull()).isTrue();
        assertThat(organization.get("id").stringValue()).matches("[0-9a-f]{20}");
        assertThat(organization.get("url").stringValue())
                .isEqualTo(
                        url("/api/v2.0/organizations/" + organization.get("id").stringValue()));
        assertThat(organization.get("createdAt").stringValue())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(Instant.parse(organization.get("createdAt").stringValue())).isBetween(before, Instant.now());
        assertThat(organization.get("app"))
                .isEqualTo(json.readTree("""
                        {"id": "my_application", "label": "my_application", "name": "my_application", "url": "%s"}
                        """.formatted(url("/api/v2.0/apps/my_application"))));
    }

    @Test
    void urlsInTheResponseResolve() {
        pipeline.inventory().appear("my_application");
        String label = Pipeline.unique("label");
        JsonNode organization = api.post("/api/v2.0/organizations")
                .authToken(TestTokens.shared().platformAdministrator())
                .json("{\"label\": \"" + label + "\", \"app\": \"my_application\"}")
                .send()
                .json()
                .get("results")
                .get(0);
        String administrator = TestTokens.shared().platformAdministrator();

        Answer one =
                api.get(path(organization.get("url"))).authToken(administrator).send();
        Answer app = api.get(path(organization.get("app").get("url")))
                .authToken(administrator)
                .send();

        assertThat(one.status()).isEqualTo(200);
        assertThat(one.json()).isEqualTo(organization);
        assertThat(app.status()).isEqualTo(200);
        assertThat(app.json()).isEqualTo(organization.get("app"));
    }

    @Test
    void formExampleWithImagePathAndNoLabelIsRejected() {
        Answer answer = new Curl(FORM_EXAMPLE, token).send(api, Map.of("logoname", Pictures.png(200, 100)));

        assertThat(answer.status()).isEqualTo(400);
        JsonNode body = answer.json();
        assertThat(body.get("code").intValue()).isEqualTo(400001);
        assertThat(body.get("message").stringValue()).isEqualTo("Validation Error.");
        assertThat(body.get("detail").propertyNames()).containsExactlyInAnyOrder("favicon", "label");
        assertThat(body.get("detail").get("label")).isEqualTo(json.readTree("[\"required\"]"));
        assertThat(body.get("detail").get("favicon").get(0).stringValue())
                .isEqualTo("must be an image, sent as a file in multipart/form-data, as curl does with -F"
                        + " 'favicon=@path/of/the/image.png'; a text is not an image");
    }

    @Test
    void formExampleWithFilesReturnsTheDocumentedResponse() {
        pipeline.inventory().appear("my_application");
        String label = Pipeline.unique("label");
        String example = FORM_EXAMPLE.strip().replace("favicon=path", "favicon=@path")
                + " -F 'label=" + label + "' -F 'app=~my_application' -F 'properties={\"color\": \"#BADA55\"}'"
                + " -F 'description=Other Organization' -F 'isActive=True'";

        Answer answer = new Curl(example, TestTokens.shared().platformAdministrator())
                .send(api, Map.of("logoname", Pictures.png(200, 100), "path/logo.png", Pictures.jpeg(64, 64)));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(Shape.of(answer.json())).isEqualTo(Shape.of(json.readTree(ANSWER)));
        JsonNode organization = answer.json().get("results").get(0);
        assertThat(organization.get("name").stringValue()).isEqualTo(label);
        assertThat(organization.get("logo").get("h36").stringValue())
                .matches(url("/media/logos/") + "[0-9a-f]{32}_36\\.png");
        assertThat(organization.get("logo").get("h50").stringValue())
                .matches(url("/media/logos-big/") + "[0-9a-f]{32}_50\\.png");
        assertThat(organization.get("favicon").get("raw").stringValue())
                .matches(url("/media/logos-raw/") + "[0-9a-f]{32}\\.jpg");
    }

    @Test
    void missingCredentialsReturnTheDocumentedError() {
        Answer answer =
                api.post("/api/v2.0/organizations/").json("{\"label\": \"x\"}").send();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json()).isEqualTo(json.readTree(CREDENTIALS_MISSING));
    }

    private static Map<String, String> shapeWithoutImages(JsonNode body) {
        Map<String, String> shape = Shape.of(body);
        shape.keySet().removeIf(path -> path.contains(".favicon") || path.contains(".logo"));
        return shape;
    }

    private String url(String path) {
        return pipeline.http(path).toString();
    }

    private String path(JsonNode url) {
        return url.stringValue().substring(url("").length());
    }
}

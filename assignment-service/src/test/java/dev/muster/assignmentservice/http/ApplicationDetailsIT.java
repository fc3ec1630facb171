package dev.muster.assignmentservice.http;

import static dev.muster.assignmentservice.http.Applications.data;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.pipeline.Pipeline;
import java.net.URLEncoder;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationDetailsIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final Api api = Api.shared();
    private final TestTokens tokens = TestTokens.shared();
    private final Applications applications = new Applications();
    private final String administrator = tokens.platformAdministrator();

    @Test
    void whatPeopleSayStandsInAnswersAndSearchesAndNullGoesBackToWhatInventorySays() {
        String application = applications.listed();
        pipeline.inventory().describe(application, "{\"display_name\":\"As reported\",\"url\":\"https://reported\"}");

        Answer said = put(application, "{\"display_name\":\"As said\",\"url\":\"http://said/\",\"notes\":\"a\\nb\"}");

        assertThat(data(said).get("display_name").stringValue()).isEqualTo("As said");
        assertThat(data(said).get("url").stringValue()).isEqualTo("http://said/");
        assertThat(data(said).get("notes").stringValue()).isEqualTo("a\nb");
        assertThat(said.header("ETag")).isEqualTo("\"0-1\"");
        assertThat(pipeline.row(application))
                .containsEntry("notes", "a\nb")
                .containsEntry("display_name", "As reported");
        assertThat(data(applications.list(administrator, "?search=as%20said"))
                        .get("pagination")
                        .get("total_count")
                        .intValue())
                .isPositive();
        Answer partly = put(application, "{\"display_name\":null}");
        assertThat(data(partly).get("display_name").stringValue()).isEqualTo("As reported");
        assertThat(data(partly).get("notes").stringValue()).isEqualTo("a\nb");
        assertThat(put(application, "{\"display_name\":null}").header("ETag")).isEqualTo("\"0-2\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"notes\":1}",
                "{\"notes\":{}}",
                "{\"display_name\":\"\"}",
                "{\"display_name\":\"a\\u0000\"}",
                "{\"notes\":\"\\u0000\"}",
                "{\"url\":\"javascript:alert(1)\"}",
                "{\"url\":\"ftp://x/\"}",
                "{\"url\":\"http:\"}",
                "{\"url\":\"\"}",
                "{\"more\":1}",
                "{\"notes\":\"a\",\"notes\":\"b\"}"
            })
    void whatMayNotBeSaidIsRefused(String body) {
        assertThat(put("nobody_knows", body).status()).isEqualTo(400);
    }

    @Test
    void wholeObjectAsReadChangesNothingAndDoesNotFreezeTheReportedName() {
        String application = applications.listed();
        pipeline.inventory().describe(application, "{\"display_name\":\"First\",\"url\":\"not a URL\"}");
        String whole = data(applications.get(administrator, application)).toString();

        Answer unchanged = put(application, whole);

        assertThat(unchanged.status()).as(unchanged.body()).isEqualTo(200);
        pipeline.inventory().describe(application, "{\"display_name\":\"Second\",\"url\":\"not a URL\"}");
        assertThat(data(applications.get(administrator, application))
                        .get("display_name")
                        .stringValue())
                .isEqualTo("Second");
        Answer stale = put(application, whole.replace("\"notes\":null", "\"notes\":\"seen\""));
        assertThat(stale.status()).as(stale.body()).isEqualTo(200);
        assertThat(data(stale).get("notes").stringValue()).isEqualTo("seen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "system_id", "module_id", "instance_of", "organization_id"})
    void wholeObjectOfAnotherApplicationIsRefused(String field) {
        String application = applications.listed();

        Answer refused = put(application, "{\"" + field + "\":\"another\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("\"key\":\"" + field + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm_init.d/dbus-%s", "vm_a\\b-%s", "vm_50%%-%s", "vm_a;b-%s", "vm_a|b ?#-%s", "vm_%%2F-%s"})
    void idWithAnyCharacterIsReadAndWrittenOverHttp(String form) {
        String application = form.formatted(UUID.randomUUID());
        applications.listed(application);
        String path = URLEncoder.encode(application, UTF_8).replace("+", "%20");

        Answer written = api.put("/api/applications/" + path)
                .bearer(administrator)
                .json("{\"notes\":\"seen\"}")
                .send();

        assertThat(written.status()).as(written.body()).isEqualTo(200);
        assertThat(data(api.get("/api/applications/" + path)
                                .bearer(administrator)
                                .send())
                        .get("id")
                        .stringValue())
                .isEqualTo(application);
        assertThat(api.get("/api/applications/" + path + "/organizations")
                        .bearer(administrator)
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/applications/summary?organization=x",
                "/api/applications/totals?type=mail",
                "/api/applications/trend?days=7",
                "/api/systems?system=x",
                "/api/tokens?name=x"
            })
    void unknownQueryParametersAreRefused(String path) {
        Answer refused = api.get(path).bearer(administrator).send();

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("is no parameter of this path");
    }

    @Test
    void theLongestThatMayBeSaidIsTakenAndOneMoreIsNot() {
        String application = pipeline.application();
        String longest = "\uD83D\uDE80".repeat(2_000);

        assertThat(put(application, "{\"notes\":\"" + longest + "\"}").status()).isEqualTo(200);
        assertThat(put(application, "{\"notes\":\"" + longest + "x\"}").status())
                .isEqualTo(400);
        assertThat(put(application, "{\"display_name\":\"" + "x".repeat(128) + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(put(application, "{\"display_name\":\"" + "x".repeat(129) + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatIsReadAgainIsNotModifiedUntilAnythingInItIs() {
        String application = applications.listed();
        String tag = applications.get(administrator, application).requiredHeader("ETag");
        assertThat(readAgain(application, tag).status()).isEqualTo(304);

        pipeline.inventory().describe(application, "{\"version\":\"2.0\"}");
        Answer updated = readAgain(application, tag);
        assertThat(updated.status()).isEqualTo(200);
        assertThat(data(updated).get("version").stringValue()).isEqualTo("2.0");

        assertThat(readAgain(application, updated.requiredHeader("ETag")).status())
                .isEqualTo(304);
        pipeline.inventory().remove(application);
        assertThat(readAgain(application, updated.requiredHeader("ETag")).status())
                .isEqualTo(200);
    }

    @Test
    void reportsDoNotInvalidateAnEntityTag() {
        String application = applications.listed();
        String tag = applications.get(administrator, application).requiredHeader("ETag");
        pipeline.inventory().describe(application, "{\"version\":\"2.0\"}");

        assertThat(matching(application, tag).header("ETag")).isEqualTo("\"0-1\"");
        assertThat(matching(application, tag).status()).isEqualTo(412);
        assertThat(matching(application, "\"0-1\"").status()).isEqualTo(200);
        assertThat(matching(application, "\"0-1-0\"").status()).isEqualTo(412);
    }

    @Test
    void aLostRaceIsToldAndWhoDoesNotReachItFindsNothing() {
        String application = pipeline.application();
        put(application, "{\"notes\":\"first\"}");

        assertThat(api.put("/api/applications/" + application)
                        .bearer(administrator)
                        .header("If-Match", "\"0-0\"")
                        .json("{\"notes\":\"second\"}")
                        .send()
                        .status())
                .isEqualTo(412);
        assertThat(api.put("/api/applications/" + application)
                        .bearer(tokens.ofWithAll(pipeline.owner(false)))
                        .json("{}")
                        .send()
                        .status())
                .isEqualTo(404);
    }

    private Answer readAgain(String application, String tag) {
        return api.get("/api/applications/" + application)
                .bearer(administrator)
                .header("If-None-Match", tag)
                .send();
    }

    private Answer matching(String application, String tag) {
        return api.put("/api/applications/" + application)
                .bearer(administrator)
                .header("If-Match", tag)
                .json("{\"notes\":\"said\"}")
                .send();
    }

    private Answer put(String application, String body) {
        return api.put("/api/applications/" + application + "/")
                .bearer(administrator)
                .json(body)
                .send();
    }
}

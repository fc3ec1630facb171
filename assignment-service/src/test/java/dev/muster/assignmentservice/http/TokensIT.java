package dev.muster.assignmentservice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.pipeline.Commands;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.TokenText;
import dev.muster.directory.OrganizationType;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class TokensIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final Api api = Api.shared();
    private final TestTokens tokens = TestTokens.shared();

    @Test
    void tokenIsShownOnceAndOnlyItsHashIsStored() {
        String organization = pipeline.owner(false);
        String manager = tokens.ofWithAll(organization);

        Answer created = create(manager, "\"scopes\":[\"manage:tokens\"],\"expires_in_days\":1");

        assertThat(created.status()).isEqualTo(201);
        JsonNode data = created.json().path("data");
        String text = data.path("token").asString();
        assertThat(TokenText.matches(text)).isTrue();
        assertThat(data.path("organization_id").asString()).isEqualTo(organization);
        assertThat(data.path("subject").asString()).startsWith("token:sync:");
        assertThat(list(text).body()).contains(data.path("id").asString()).doesNotContain("mst_");
        assertThat(pipeline.number(
                        "select count(*) from assignment.api_token t where t::text like ?", "%" + text + "%"))
                .isZero();
        assertThat(pipeline.number("select count(*) from assignment.api_token where token_hash = ?", (Object)
                        TokenText.hash(text)))
                .isEqualTo(1);
    }

    @Test
    void revocationIsImmediateAndIdempotent() {
        String manager = tokens.ofWithAll(pipeline.owner(false));
        JsonNode made = create(manager, "\"scopes\":[\"manage:tokens\"],\"expires_in_days\":1")
                .json()
                .path("data");
        String text = made.path("token").asString();
        String path = "/api/tokens/" + made.path("id").asString();
        assertThat(list(text).status()).isEqualTo(200);

        Answer revoked = api.delete(path).bearer(manager).send();

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(list(text).status()).isEqualTo(401);
        assertThat(api.delete(path + "/").bearer(manager).send().body()).isEqualTo(revoked.body());
    }

    @Test
    void tokenCannotRevokeAStrongerOne() {
        String organization = pipeline.owner(false);
        String manager = tokens.ofWithAll(organization);
        JsonNode stronger = create(
                        manager, "\"scopes\":[\"manage:tokens\",\"manage:applications\"],\"expires_in_days\":1")
                .json()
                .path("data");
        String weaker = create(manager, "\"scopes\":[\"manage:tokens\"],\"expires_in_days\":1")
                .json()
                .path("data")
                .path("token")
                .asString();

        Answer refused = api.delete("/api/tokens/" + stronger.path("id").asString())
                .bearer(weaker)
                .send();

        assertThat(refused.status()).isEqualTo(403);
        assertThat(list(stronger.path("token").asString()).status()).isEqualTo(200);
    }

    @Test
    void firstUseOfATokenIsLoggedAndCountedOnceAlsoAmongManyRefusals(CapturedOutput output) {
        String manager = tokens.ofWithAll(pipeline.owner(false));
        list(manager);
        JsonNode made = create(manager, "\"scopes\":[\"manage:tokens\"],\"expires_in_days\":1")
                .json()
                .path("data");
        String text = made.path("token").asString();
        assertThat(made.path("first_used_at").isNull()).isTrue();
        double before = events("token_first_used");
        for (int i = 0; i < 50; i++) {
            list("a-flood-of-refusals-does-not-hide-it");
        }

        Answer first = list(text);
        Answer second = list(text);

        assertThat(events("token_first_used")).isEqualTo(before + 1);
        assertThat(line(output, made.path("subject").asString()))
                .containsOnlyOnce("security event token_first_used reason=by_request");
        assertThat(firstUse(first, made)).isNotEmpty().isEqualTo(firstUse(second, made));
        assertThat(pipeline.number(
                        "select count(*) from assignment.api_token where token_hash = ? and first_used_at is not null",
                        (Object) TokenText.hash(text)))
                .isEqualTo(1);
    }

    @Test
    void refusedFirstUseIsNoUse() {
        String text = tokens.ofWithAll(pipeline.owner(false));
        pipeline.database().update("update assignment.api_token set revoked_at = now() where token_hash = ?", (Object)
                TokenText.hash(text));

        assertThat(list(text).status()).isEqualTo(401);

        assertThat(pipeline.number(
                        "select count(*) from assignment.api_token where token_hash = ? and first_used_at is null",
                        (Object) TokenText.hash(text)))
                .isEqualTo(1);
    }

    @Test
    void refusedLoginAndRightAreLoggedWithActorAddressAndReason(CapturedOutput output) {
        String organization = pipeline.owner(false);
        String reader = tokens.of(organization, Permission.READ_USERS);
        String revoked = tokens.of(organization, Permission.MANAGE_TOKENS);
        pipeline.database().update("update assignment.api_token set revoked_at = now() where token_hash = ?", (Object)
                TokenText.hash(revoked));
        double refusedLogins = events("login_refused");
        double refusedRights = events("access_refused");

        // Again after a second, since other tests may have written as many lines as one may have.
        await().untilAsserted(() -> {
            assertThat(list(reader).status()).isEqualTo(403);
            assertThat(list(revoked).status()).isEqualTo(401);
            assertThat(line(output, subjectOf(reader)))
                    .contains("security event access_refused reason=permission_missing");
            assertThat(line(output, subjectOf(revoked)))
                    .contains("security event login_refused reason=credentials_invalid");
        });
        assertThat(events("login_refused")).isGreaterThan(refusedLogins);
        assertThat(events("access_refused")).isGreaterThan(refusedRights);
    }

    private String subjectOf(String text) {
        return String.valueOf(pipeline.database()
                .queryForObject("select subject from assignment.api_token where token_hash = ?", String.class, (Object)
                        TokenText.hash(text)));
    }

    /** The lines of the security log with the actor. */
    private static String line(CapturedOutput output, String actor) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains("security event") && line.contains("actor=" + actor))
                .collect(Collectors.joining("\n"));
    }

    private static String firstUse(Answer list, JsonNode token) {
        return list.json()
                .at("/data/tokens")
                .valueStream()
                .filter(one -> one.path("id").equals(token.path("id")))
                .map(one -> one.path("first_used_at").asString())
                .collect(Collectors.joining());
    }

    private double events(String event) {
        return pipeline.context()
                .getBean(MeterRegistry.class)
                .get("muster.security.events")
                .tag("event", event)
                .counter()
                .count();
    }

    @Test
    void tooManyTokensThatAreNotGoodAreDelayedButAGoodOneIsTaken() {
        String good = tokens.platformAdministrator();
        for (int i = 0; i < 100; i++) {
            assertThat(list("guess-of-one-" + i).status()).isEqualTo(401);
        }

        Answer delayed = list("guess-of-one-100");

        assertThat(delayed.status()).isEqualTo(429);
        assertThat(delayed.header("Retry-After")).isNotNull();
        assertThat(list(good).status()).isEqualTo(200);
    }

    @Test
    void expiredTokenIsRejected() {
        String text = tokens.platformAdministrator();
        assertThat(list(text).status()).isEqualTo(200);

        pipeline.database()
                .update(
                        "update assignment.api_token set expires_at = now() - interval '1 second' where token_hash = ?",
                        (Object) TokenText.hash(text));

        assertThat(list(text).status()).isEqualTo(401);
    }

    @Test
    void tokensOfAnInactiveOrganizationAreRejected() {
        String organization = pipeline.owner(false);
        String text = tokens.ofWithAll(organization);

        setActive(organization, false);
        assertThat(list(text).status()).isEqualTo(401);
        setActive(organization, true);
        assertThat(list(text).status()).isEqualTo(200);
    }

    @Test
    void tokenHasNoMorePermissionsThanItsRequester() {
        String manager = tokens.of(pipeline.owner(false), Permission.MANAGE_TOKENS, Permission.MANAGE_USERS);

        assertThat(create(manager, "\"scopes\":[\"read:users\",\"write:users\"],\"expires_in_days\":1")
                        .status())
                .isEqualTo(201);
        assertThat(create(manager, "\"scopes\":[\"read:systems\"],\"expires_in_days\":1")
                        .status())
                .isEqualTo(403);
        assertThat(create(manager, "\"scopes\":[\"platform:admin\"],\"expires_in_days\":1")
                        .status())
                .isEqualTo(403);
        assertThat(create(tokens.platformAdministrator(), "\"scopes\":[\"platform:admin\"],\"expires_in_days\":1")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "owner,owner,true", "owner,distributor,true", "owner,reseller,true", "owner,customer,true",
        "owner,sibling,true", "distributor,owner,false", "distributor,distributor,true", "distributor,reseller,true",
        "distributor,customer,true", "distributor,sibling,false", "reseller,owner,false", "reseller,distributor,false",
        "reseller,reseller,true", "reseller,customer,true", "reseller,sibling,false", "customer,owner,false",
        "customer,distributor,false", "customer,reseller,false", "customer,customer,true", "customer,sibling,false"
    })
    void accessScopeIsTheOwnSubtree(String from, String to, boolean reaches) {
        Map<String, String> tree = Tree.ORGANIZATIONS;
        String manager = tokens.ofWithAll(tree.getOrDefault(from, ""));

        for (String key : List.of(tree.getOrDefault(to, ""), "~label:" + tree.get(to))) {
            Answer answer = create(
                    manager, "\"scopes\":[\"read:users\"],\"expires_in_days\":1,\"organization_id\":\"" + key + "\"");

            assertThat(answer.status()).isEqualTo(reaches ? 201 : 404);
            if (!reaches) {
                assertThat(answer.body())
                        .isEqualTo(create(
                                        manager,
                                        "\"scopes\":[\"read:users\"],\"expires_in_days\":1,\"organization_id\":\"nowhere\"")
                                .body());
            }
        }
    }

    @Test
    void listsAndRevocationsAreLimitedToTheScope() {
        String owner = pipeline.owner(false);
        String customer = pipeline.register(OrganizationType.CUSTOMER, owner, false);
        String above = tokens.ofWithAll(owner);
        String below = tokens.ofWithAll(customer);
        String aboveId = ids(above).get(1);

        assertThat(ids(above)).hasSize(2);
        assertThat(ids(below)).hasSize(1).doesNotContain(aboveId);
        assertThat(api.delete("/api/tokens/" + aboveId).bearer(below).send().status())
                .isEqualTo(404);
        assertThat(list(above).status()).isEqualTo(200);
    }

    @Test
    void administratorTokensAreVisibleToAdministratorsOnly() {
        String organization = pipeline.owner(false);
        String manager = tokens.ofWithAll(organization);
        String made = create(
                        tokens.platformAdministrator(),
                        "\"scopes\":[\"platform:admin\"],\"expires_in_days\":1,\"organization_id\":\"" + organization
                                + "\"")
                .json()
                .at("/data/id")
                .asString();

        assertThat(ids(manager)).doesNotContain(made);
        assertThat(api.delete("/api/tokens/" + made).bearer(manager).send().status())
                .isEqualTo(404);
    }

    @Test
    void pagesAreOrderedNewestFirst() {
        String manager = tokens.ofWithAll(pipeline.owner(false));
        create(manager, "\"scopes\":[\"read:users\"],\"expires_in_days\":1");
        create(manager, "\"scopes\":[\"read:users\"],\"expires_in_days\":1");
        List<String> all = ids(manager);

        Answer second =
                api.get("/api/tokens?page=2&page_size=2").bearer(manager).send();

        assertThat(all).hasSize(3);
        assertThat(second.json().at("/data/tokens/0/id").asString()).isEqualTo(all.get(2));
        assertThat(second.json().at("/data/pagination").toString())
                .isEqualTo("{\"page\":2,\"page_size\":2,\"total_count\":3,\"total_pages\":2}");
        for (String wrong : List.of("page=0", "page=x", "page_size=101", "page_size=0", "page=99999999999")) {
            assertThat(api.get("/api/tokens?" + wrong).bearer(manager).send().status())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"name\":\"\",\"scopes\":[\"read:users\"],\"expires_in_days\":1}",
                "{\"name\":\"a\\u0000b\",\"scopes\":[\"read:users\"],\"expires_in_days\":1}",
                "{\"name\":\"a\\nb\",\"scopes\":[\"read:users\"],\"expires_in_days\":1}",
                "{\"name\":7,\"scopes\":[\"read:users\"],\"expires_in_days\":1}",
                "{\"name\":\"a\",\"scopes\":[],\"expires_in_days\":1}",
                "{\"name\":\"a\",\"scopes\":[null],\"expires_in_days\":1}",
                "{\"name\":\"a\",\"scopes\":[\"read:everything\"],\"expires_in_days\":1}",
                "{\"name\":\"a\",\"scopes\":[\"read:users\"]}",
                "{\"name\":\"a\",\"scopes\":[\"read:users\"],\"expires_in_days\":0}",
                "{\"name\":\"a\",\"scopes\":[\"read:users\"],\"expires_in_days\":367}",
                "{\"name\":\"a\",\"scopes\":[\"read:users\"],\"expires_in_days\":\"1\"}",
                "{\"name\":\"a\",\"scopes\":[\"read:users\"],\"expires_at\":\"tomorrow\"}",
                "{\"name\":\"a\",\"scopes\":[\"read:users\"],\"expires_at\":\"2020-01-01T00:00:00Z\"}",
                "{\"name\":\"a\",\"scopes\":[\"read:users\"],\"expires_at\":\"9999-01-01T00:00:00Z\"}",
                "{\"name\":\"a\",\"scopes\":[\"read:users\"],\"expires_in_days\":1,\"admin\":true}",
                "{\"name\":\"a\",\"name\":\"b\",\"scopes\":[\"read:users\"],\"expires_in_days\":1}",
                "{\"name\":\"a\",\"scopes\":[\"read:users\"],\"expires_in_days\":1}",
                "{\"name\":\"a\",\"organization_id\":\"a\\u0000\",\"scopes\":[\"read:users\"],\"expires_in_days\":1}"
            })
    void invalidRequestReportsItsProblems(String body) {
        Answer answer = api.post("/api/tokens")
                .bearer(tokens.platformAdministrator())
                .json(body)
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/data/errors/0/key").asString()).isNotEmpty();
    }

    @Test
    void securityHeadersAreSentAndCorsIsDisabled() {
        Answer answer = api.get("/api/tokens")
                .bearer(tokens.platformAdministrator())
                .header("Origin", "https://evil.example.org")
                .send();

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        assertThat(answer.header("Set-Cookie")).isNull();
    }

    private Answer create(String token, String fields) {
        return api.post("/api/tokens")
                .bearer(token)
                .json("{\"name\":\"sync\"," + fields + "}")
                .send();
    }

    private Answer list(String token) {
        return api.get("/api/tokens").bearer(token).send();
    }

    private List<String> ids(String token) {
        List<String> ids = new ArrayList<>();
        list(token)
                .json()
                .at("/data/tokens")
                .forEach(one -> ids.add(one.path("id").asString()));
        return ids;
    }

    private void setActive(String organization, boolean active) {
        int before = pipeline.organizationEvents(organization).size();
        pipeline.send(
                Commands.directory(
                        Commands.change(organization).setActive(active).build()),
                organization);
        await().until(() -> pipeline.organizationEvents(organization).size() > before);
    }

    /** One line of the tree, and a distributor beside it. */
    private static final class Tree {
        static final Map<String, String> ORGANIZATIONS = create();

        private static Map<String, String> create() {
            Pipeline pipeline = Pipeline.shared();
            String owner = pipeline.owner(false);
            String distributor = pipeline.register(OrganizationType.DISTRIBUTOR, owner, false);
            String reseller = pipeline.register(OrganizationType.RESELLER, distributor, false);
            String customer = pipeline.register(OrganizationType.CUSTOMER, reseller, false);
            String sibling = pipeline.register(OrganizationType.DISTRIBUTOR, owner, false);
            return Map.of(
                    "owner", owner,
                    "distributor", distributor,
                    "reseller", reseller,
                    "customer", customer,
                    "sibling", sibling);
        }
    }
}

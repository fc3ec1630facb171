package dev.muster.assignmentservice.http;

import static dev.muster.assignmentservice.http.Applications.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.OwnershipCauseKind;
import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.pipeline.Commands;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.SystemCommand;
import dev.muster.inventory.FreshnessState;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemsIT {

    private static final SingleObjectCodec<SystemCommand> COMMANDS = SingleObjectCodec.of(SystemCommand.class);

    private final Pipeline pipeline = Pipeline.shared();
    private final Api api = Api.shared();
    private final TestTokens tokens = TestTokens.shared();
    private final Applications applications = new Applications();
    private final String administrator = tokens.platformAdministrator();

    @Test
    void aNamedSystemStandsInItsApplicationsAndARepeatPublishesNothing() {
        String system = Pipeline.unique("named");
        pipeline.inventory().appear(system + "_mail1");

        Answer named = patch(administrator, system, "{\"name\":\"Production Cluster\"}");
        Answer again = patch(administrator, system, "{\"name\":\"Production Cluster\"}");

        assertThat(data(named).get("name").stringValue()).isEqualTo("Production Cluster");
        assertThat(data(again).get("revision").intValue()).isEqualTo(1);
        assertThat(data(applications.get(administrator, system + "_mail1"))
                        .get("system")
                        .toString())
                .isEqualTo("{\"id\":\"" + system + "\",\"name\":\"Production Cluster\"}");
    }

    @Test
    void movingASystemUnassignsItsApplicationsButThoseOfTheNewOwner() {
        String owner = pipeline.owner(true);
        String from = pipeline.register(OrganizationType.CUSTOMER, owner, false);
        String to = pipeline.register(OrganizationType.CUSTOMER, owner, false);
        String system = Pipeline.unique("moving");
        pipeline.inventory().appear(system + "_mail", 1_500);
        pipeline.inventory().appear(system + "_chat1");
        patch(administrator, system, "{\"organization_id\":\"" + from + "\"}");
        for (String one : List.of("_mail1", "_mail1500")) {
            applications.assign(administrator, system + one, from);
        }
        applications.assign(administrator, system + "_chat1", to);
        pipeline.database()
                .update(
                        "insert into assignment.ownership (application_id, incarnation, revision, organization_id)"
                                + " select ? || n, 1, 1, ? from generate_series(2, 1499) n",
                        system + "_mail",
                        from);

        assertThat(patch(administrator, system, "{\"organization_id\":\"" + to + "\"}")
                        .status())
                .isEqualTo(200);

        assertThat(pipeline.number(
                        "select count(*) from assignment.ownership where application_id like ? and organization_id is"
                                + " null",
                        system + "\\_mail%"))
                .isEqualTo(1_500);
        assertThat(pipeline.row(system + "_chat1")).containsEntry("organization_id", to);
        await().until(() -> pipeline.ownershipEvents(system + "_mail1").size() == 2);
        OwnershipEvent event = pipeline.ownershipEvents(system + "_mail1").get(1);
        assertThat(event.getCause().getKind()).isEqualTo(OwnershipCauseKind.COMMAND);
        assertThat(event.getCause().getReason()).isEqualTo("system_moved");
        assertThat(event.getAfter().getRebrandingEnabled()).isFalse();
        assertThat(pipeline.number(
                        "select count(*) from assignment.ownership_changes where cause = 'SYSTEM_MOVED'"
                                + " and application_id like ?",
                        system + "\\_%"))
                .isEqualTo(1_500);
        await().until(() -> pipeline.eventsUnder(Topics.DIRECTORY_SYSTEMS, system) == 2);
    }

    @Test
    void commandOnKafkaNamesAnUnknownSystemOnce() {
        String system = Pipeline.unique("unseen");
        SystemCommand command = SystemCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setIssuedBy(Commands.ISSUER)
                .setSystemId(system)
                .setName("To come")
                .build();

        send(command);
        send(command);
        await().until(() -> pipeline.eventsUnder(Topics.DIRECTORY_SYSTEMS, system) == 1);

        Answer answer =
                api.get("/api/systems/" + system + "/").bearer(administrator).send();
        assertThat(data(answer).get("name").stringValue()).isEqualTo("To come");
    }

    @Test
    void systemsAreFoundAndOrderedByUnicodesRules() {
        String owner = pipeline.owner(false);
        String token = tokens.ofWithAll(owner);
        String prefix = Pipeline.unique("order");
        List<String> names = List.of("Äpfelmarkt", "apfel", "Zebra", "zoo");
        for (int i = 0; i < names.size(); i++) {
            pipeline.inventory().appear(prefix + i + "_mail1");
            patch(
                    administrator,
                    prefix + i,
                    "{\"name\":\"" + names.get(i) + "\",\"organization_id\":\"" + owner + "\"}");
        }

        assertThat(listed(token, "?sort_by=name")).containsExactly(prefix + 1, prefix + 0, prefix + 2, prefix + 3);
        assertThat(listed(token, "?sort_by=name&sort_direction=desc&page_size=3&page=2"))
                .containsExactly(prefix + 1);
        assertThat(listed(token, "?search=%C3%84PFEL")).containsExactly(prefix + 0, prefix + 1);
        assertThat(listed(token, "?search=" + prefix.toUpperCase(java.util.Locale.ROOT) + "2"))
                .containsExactly(prefix + 2);
        assertThat(listed(token, "?search=_")).isEmpty();
        assertThat(api.get("/api/systems?sort_by=organization")
                        .bearer(token)
                        .send()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void systemsAreFilteredAndOrderedByEveryColumnThatMusterKnows() {
        String owner = pipeline.owner(false);
        String distributor = pipeline.register(OrganizationType.DISTRIBUTOR, owner, false);
        String customer = pipeline.register(OrganizationType.CUSTOMER, distributor, false);
        pipeline.change(distributor, change -> change.setName("zoo"));
        pipeline.change(customer, change -> change.setName("Äpfel"));
        String token = tokens.ofWithAll(owner);
        String prefix = Pipeline.unique("known");
        for (int i = 0; i < 3; i++) {
            pipeline.inventory().appear(prefix + i + "_mail1");
        }
        pipeline.publishSystem(prefix + "0", FreshnessState.ACTIVE);
        pipeline.publishSystem(prefix + "1", FreshnessState.ACTIVE);
        pipeline.publishSystem(prefix + "2", FreshnessState.STALE);
        patch(administrator, prefix + 2, "{\"organization_id\":\"" + customer + "\"}");
        patch(administrator, prefix + 1, "{\"organization_id\":\"" + owner + "\"}");
        patch(administrator, prefix + 0, "{\"organization_id\":\"" + distributor + "\"}");
        pipeline.change(owner, change -> change.setName("middle"));

        assertThat(listed(token, "?sort_by=organization_name")).containsExactly(prefix + 2, prefix + 1, prefix + 0);
        assertThat(listed(token, "?sort_by=updated_at")).containsExactly(prefix + 2, prefix + 1, prefix + 0);
        assertThat(listed(token, "?sort_by=status")).containsExactly(prefix + 0, prefix + 1, prefix + 2);
        assertThat(listed(token, "?status=inactive&status=unknown")).containsExactly(prefix + 2);
        assertThat(listed(token, "?status=suspended")).isEmpty();
        assertThat(listed(token, "?organization_id=" + distributor)).containsExactly(prefix + 0);
        assertThat(listed(token, "?organization_id=" + distributor + "&include_hierarchy=true"))
                .containsExactly(prefix + 0, prefix + 2);
        assertThat(listed(token, "?organization_id=" + owner + "&organization_id=" + customer))
                .containsExactly(prefix + 1, prefix + 2);
        assertThat(listed(tokens.ofWithAll(customer), "?organization_id=" + owner + "&include_hierarchy=true"))
                .containsExactly(prefix + 2);
        Answer page = api.get("/api/systems?page_size=1&page=2&sort_by=status&sort_direction=desc")
                .bearer(token)
                .send();
        assertThat(data(page).get("pagination").toString())
                .isEqualTo("{\"page\":2,\"page_size\":1,\"total_count\":3,\"total_pages\":3,\"has_next\":true,"
                        + "\"has_prev\":true,\"next_page\":3,\"prev_page\":1,\"sort_by\":\"status\","
                        + "\"sort_direction\":\"desc\"}");
        assertThat(api.get("/api/systems?status=lost").bearer(token).send().status())
                .isEqualTo(400);
    }

    @Test
    void totalsCountTheSystemsOfTheCallerByTheirState() {
        String mine = pipeline.owner(false);
        String token = tokens.ofWithAll(mine);
        String prefix = Pipeline.unique("total");
        pipeline.inventory().appear(prefix + "0_mail1");
        pipeline.inventory().appear(prefix + "1_mail1");
        pipeline.publishSystem(prefix + "0", FreshnessState.ACTIVE);
        pipeline.publishSystem(prefix + "1", FreshnessState.MISSING);
        SystemCommand unseen = SystemCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setIssuedBy(Commands.ISSUER)
                .setSystemId(prefix + "2")
                .setOrganizationId(mine)
                .build();
        send(unseen);
        patch(administrator, prefix + 0, "{\"organization_id\":\"" + mine + "\"}");
        patch(administrator, prefix + 1, "{\"organization_id\":\"" + mine + "\"}");
        await().until(() -> listed(token, "").size() == 3);

        assertThat(data(api.get("/api/systems/totals").bearer(token).send()).toString())
                .isEqualTo("{\"total\":3,\"active\":1,\"inactive\":1,\"unknown\":1,\"timeout_minutes\":0}");
        assertThat(data(api.get("/api/systems/totals/?timeout=60").bearer(token).send())
                        .toString())
                .isEqualTo("{\"total\":3,\"active\":2,\"inactive\":0,\"unknown\":1,\"timeout_minutes\":60}");
        assertThat(api.get("/api/systems/totals?timeout=0").bearer(token).send().status())
                .isEqualTo(400);
        assertThat(api.get("/api/systems/totals")
                        .bearer(tokens.of(mine, Permission.READ_APPLICATIONS))
                        .send()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void stateOfASystemIsTheLastPublishedOne() {
        String system = Pipeline.unique("state");
        pipeline.inventory().appear(system + "_mail1");
        assertThat(shown(system)).contains("\"status\":\"unknown\"", "\"state\":null", "\"applications\":null");

        pipeline.publishSystem(system, FreshnessState.MISSING);
        assertThat(shown(system)).contains("\"status\":\"inactive\"", "\"state\":\"missing\"", "\"applications\":1");

        pipeline.publishSystem(system, FreshnessState.ACTIVE);
        assertThat(shown(system)).contains("\"status\":\"active\"", "\"state\":\"active\"");
    }

    private String shown(String system) {
        return data(api.get("/api/systems/" + system).bearer(administrator).send())
                .toString();
    }

    @Test
    void reportedNameIsShownAndFoundUntilPeopleGiveAnother() {
        String system = Pipeline.unique("reported");
        String application = applications.listed(system + "_mail1");
        pipeline.inventory().nameSystem(system, "Zürich Cluster");

        await().until(() -> data(api.get("/api/systems/" + system)
                        .bearer(administrator)
                        .send())
                .get("name")
                .stringValue()
                .equals("Zürich Cluster"));
        assertThat(data(applications.get(administrator, application))
                        .get("system")
                        .get("name")
                        .stringValue())
                .isEqualTo("Zürich Cluster");
        await().until(() -> data(applications.list(administrator, "?search=ZURICH&system_id=" + system))
                        .get("applications")
                        .size()
                == 1);
        await().untilAsserted(() -> assertThat(listed(administrator, "?search=z%C3%BCrich&sort_by=name"))
                .contains(system));

        patch(administrator, system, "{\"name\":\"Mine\"}");
        assertThat(data(api.get("/api/systems/" + system).bearer(administrator).send())
                        .get("name")
                        .stringValue())
                .isEqualTo("Mine");
    }

    private List<String> listed(String token, String query) {
        List<String> ids = new ArrayList<>();
        data(api.get("/api/systems" + query).bearer(token).send())
                .get("systems")
                .forEach(one -> ids.add(one.get("id").stringValue()));
        return ids;
    }

    @Test
    void aSystemIsForThoseWhoReachItsOwner() {
        String owner = pipeline.owner(false);
        String mine = pipeline.register(OrganizationType.CUSTOMER, owner, false);
        String sibling = pipeline.register(OrganizationType.CUSTOMER, owner, false);
        String system = Pipeline.unique("mine");
        pipeline.inventory().appear(system + "_mail1");
        String token = tokens.ofWithAll(mine);

        assertThat(patch(token, system, "{\"name\":\"x\"}").status()).isEqualTo(404);
        patch(administrator, system, "{\"organization_id\":\"" + mine + "\"}");
        assertThat(patch(token, system, "{\"name\":\"x\"}").status()).isEqualTo(200);
        assertThat(patch(token, system, "{\"organization_id\":\"" + sibling + "\"}")
                        .status())
                .isEqualTo(403);
        assertThat(patch(token, system, "{\"organization_id\":\"nobody\"}").status())
                .isEqualTo(403);
        assertThat(api.get("/api/systems").bearer(token).send().body()).contains("\"total_count\":1");
        assertThat(api.get("/api/systems/" + system)
                        .bearer(tokens.ofWithAll(sibling))
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(patch(token, system, "{\"organization_id\":null}").status()).isEqualTo(200);
        assertThat(patch(token, system, "{\"name\":\"y\"}").status()).isEqualTo(404);
    }

    @Test
    void repeatedReleaseIsAnsweredAgainWhileUnowned() {
        String mine = pipeline.owner(false);
        String system = Pipeline.unique("released");
        pipeline.inventory().appear(system + "_mail1");
        patch(administrator, system, "{\"organization_id\":\"" + mine + "\"}");
        String token = tokens.ofWithAll(mine);
        String key = UUID.randomUUID().toString();

        assertThat(release(token, system, key).status()).isEqualTo(200);
        assertThat(release(token, system, key).status()).isEqualTo(200);
        assertThat(release(token, system, UUID.randomUUID().toString()).status())
                .isEqualTo(404);

        patch(administrator, system, "{\"organization_id\":\"" + pipeline.owner(false) + "\"}");
        assertThat(release(token, system, key).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"name\":null}",
                "{\"name\":\"\"}",
                "{\"name\":1}",
                "{\"name\":\"\\u0000\"}",
                "{\"organization_id\":7}",
                "{\"organization_id\":\"\"}",
                "{\"more\":1}"
            })
    void aBodyThatIsWrongIsRefused(String body) {
        assertThat(patch(administrator, "nobody-knows", body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "page=x", "page_size=101", "page_size=0", "page=99999999999"})
    void invalidPageIsRejected(String query) {
        assertThat(api.get("/api/systems?" + query).bearer(administrator).send().status())
                .isEqualTo(400);
    }

    private Answer patch(String token, String system, String body) {
        return api.patch("/api/systems/" + system).bearer(token).json(body).send();
    }

    private Answer release(String token, String system, String key) {
        return api.patch("/api/systems/" + system)
                .bearer(token)
                .header("Idempotency-Key", key)
                .json("{\"organization_id\":null}")
                .send();
    }

    private void send(SystemCommand command) {
        pipeline.send(
                Topics.DIRECTORY_COMMANDS,
                command.getSystemId().getBytes(StandardCharsets.UTF_8),
                COMMANDS.encode(command));
    }
}

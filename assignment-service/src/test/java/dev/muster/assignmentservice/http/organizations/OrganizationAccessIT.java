package dev.muster.assignmentservice.http.organizations;

import static dev.muster.assignmentservice.http.organizations.Client.assertError;
import static dev.muster.assignmentservice.http.organizations.Client.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.pipeline.Commands;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.RegisterOrganization;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OrganizationAccessIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final List<String> tree = Client.tree();
    private final List<String> other = Client.tree();

    @Test
    void callersSeeOnlyTheirSubtree() {
        for (int caller = 0; caller < tree.size(); caller++) {
            Client client = Client.of(tree.get(caller));
            for (int seen = 0; seen < tree.size(); seen++) {
                assertThat(client.get(Client.ORGANIZATIONS + "/" + tree.get(seen))
                                .status())
                        .isEqualTo(seen >= caller ? 200 : 404);
                assertThat(client.patch(tree.get(seen), "{}").status()).isEqualTo(seen >= caller ? 200 : 404);
            }
            assertError(client.get(Client.ORGANIZATIONS + "/" + other.get(3)), 404, 404001, "Not found.");
            assertThat(publicIds(client.get(Client.ORGANIZATIONS + "?page_size=100")))
                    .containsExactlyInAnyOrderElementsOf(tree.subList(caller, tree.size()).stream()
                            .map(this::publicId)
                            .toList());
        }
        assertThat(Client.administrator()
                        .get(Client.ORGANIZATIONS + "/" + other.get(3))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void repeatDoesNotShowOrganizationsThatLeftTheScope() {
        Client reseller = Client.of(tree.get(2));
        Api.Call create = reseller.call("POST", Client.ORGANIZATIONS + "/")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json("{\"label\": \"" + Pipeline.unique("moves") + "\"}");
        Answer created = create.send();
        assertThat(created.status()).isEqualTo(201);
        String id = created.json().get("results").get(0).get("id").stringValue();
        assertThat(create.send().status()).isEqualTo(201);

        Client.administrator().patch(id, "{\"parent\": \"" + publicId(other.get(1)) + "\"}");

        assertThat(create.send().status()).isEqualTo(404);
    }

    @Test
    void idThatLooksLikeALabelIsStillAnId() {
        String label = Pipeline.unique("label");
        pipeline.send(
                Commands.directory(RegisterOrganization.newBuilder(
                                Commands.organization("~" + label, OrganizationType.CUSTOMER, tree.get(0), false))
                        .setLabel("of." + label)
                        .build()),
                "~" + label);
        await().until(() -> !pipeline.organizationEvents("~" + label).isEmpty());
        String labelled = Client.administrator()
                .create(", \"parent\": \"" + publicId(tree.get(0)) + "\"")
                .get("id")
                .stringValue();
        Client.administrator().patch(labelled, "{\"label\": \"" + label + "\"}");

        assertThat(Client.of(tree.get(0))
                        .patch(publicId("~" + label), "{\"name\": \"Renamed\"}")
                        .json()
                        .get("name")
                        .stringValue())
                .isEqualTo("Renamed");
    }

    @Test
    void newOrganizationIsACustomerBelowTheCallerByDefault() {
        Client reseller = Client.of(tree.get(2));
        assertStands(reseller.create(""), "CUSTOMER", tree.get(2));

        Client owner = Client.of(tree.get(0));
        assertStands(owner.create(", \"type\": \"distributor\""), "DISTRIBUTOR", tree.get(0));
        assertStands(owner.create(", \"parent\": \"" + publicId(tree.get(1)) + "\""), "CUSTOMER", tree.get(1));
        assertStands(
                owner.create(", \"parent\": \"~label:" + tree.get(1) + "\", \"type\": \"reseller\""),
                "RESELLER",
                tree.get(1));
    }

    @Test
    void callersCannotCreateOutsideTheirSubtreeOrOwners() {
        Client reseller = Client.of(tree.get(2));

        for (String parent : List.of(tree.get(0), tree.get(1), other.get(2), "none")) {
            assertInvalid(
                    create(reseller, "\"parent\": \"" + parent + "\""), "parent", "there is no such organization");
        }
        assertError(
                create(reseller, "\"type\": \"owner\""),
                403,
                403001,
                "You do not have permission to perform this action.");
        assertInvalid(create(reseller, "\"type\": \"reseller\""), "parent", "cannot be the parent");
        assertInvalid(create(Client.of(tree.get(3)), "\"name\": \"n\""), "parent", "cannot be the parent");
        assertInvalid(create(reseller, "\"type\": \"OWNER\""), "type", "must be owner, distributor");
        assertInvalid(create(reseller, "\"type\": 1"), "type", "must be text");
        assertInvalid(create(reseller, "\"parent\": null"), "parent", "must be text");
    }

    @Test
    void platformAdministratorsCreateOwnersOrBelowTheOldestOwner() {
        Client administrator = Client.administrator();

        assertStands(administrator.create(", \"type\": \"owner\""), "OWNER", null);
        String oldest = pipeline.database().queryForObject("""
                        select organization_id from assignment.organization where type = 'OWNER'
                         order by created_at, organization_id limit 1""", String.class);
        assertStands(administrator.create(""), "CUSTOMER", oldest);
        assertInvalid(
                create(administrator, "\"type\": \"owner\", \"parent\": \"" + tree.get(0) + "\""),
                "parent",
                "an OWNER stands at the top");
    }

    @Test
    void applicationsAreVisibleThroughTheirOwner() {
        String application = pipeline.application();
        pipeline.decide(Commands.assign(application, tree.get(3)));
        String app = "\"app\": \"" + application + "\"";

        assertThat(create(Client.of(tree.get(2)), app).status()).isEqualTo(201);
        assertInvalid(create(Client.of(other.get(0)), app), "app", "there is no such application");
        assertThat(Client.of(tree.get(0)).get("/api/v2.0/apps/" + application).status())
                .isEqualTo(200);
        assertThat(Client.of(tree.get(0))
                        .get("/api/v2.0/apps/~" + application + "/")
                        .status())
                .isEqualTo(200);
        assertError(Client.of(other.get(0)).get("/api/v2.0/apps/" + application), 404, 404001, "Not found.");
        JsonNode customer = Client.of(tree.get(3))
                .get(Client.ORGANIZATIONS + "/" + tree.get(3))
                .json();
        assertThat(customer.get("devicesCount").intValue()).isEqualTo(1);
        assertThat(customer.get("limits").get(0).get("actual_value").intValue()).isEqualTo(1);
    }

    @Test
    void membersAreCounted() {
        String user = Pipeline.unique("user");
        pipeline.database()
                .update("insert into assignment.directory_user values (?, null, false, true, 1, now(), now())", user);
        pipeline.database()
                .update(
                        "insert into assignment.membership values (?, ?, '{USER,AUDITOR}', 1, now(), now())",
                        tree.get(3),
                        user);

        JsonNode customer = Client.of(tree.get(3))
                .get(Client.ORGANIZATIONS + "/" + tree.get(3))
                .json();

        assertThat(customer.get("usersCount").intValue()).isEqualTo(1);
        assertThat(customer.get("limits").get(3).get("actual_value").intValue()).isEqualTo(1);
    }

    @Test
    void membersAreListed() {
        String user = Pipeline.unique("user");
        pipeline.database()
                .update("insert into assignment.directory_user values (?, null, false, true, 1, now(), now())", user);
        pipeline.database()
                .update(
                        "insert into assignment.membership values (?, ?, '{AUDITOR}', 1, now(), now())",
                        tree.get(3),
                        user);
        String path = Client.ORGANIZATIONS + "/~label:" + tree.get(3) + "/users/";

        Answer answer = Client.of(tree.get(0)).get(path + "?page_size=1");

        assertThat(answer.json().get("count").intValue()).isEqualTo(1);
        assertThat(answer.json().get("next").isNull()).isTrue();
        JsonNode member = answer.json().get("results").get(0);
        assertThat(member.get("id").stringValue()).isEqualTo(user);
        assertThat(member.get("username").stringValue()).isEqualTo(user);
        assertThat(member.get("isActive").booleanValue()).isTrue();
        assertThat(Client.of(tree.get(0)).get(path + "?username__contains=x").status())
                .isEqualTo(400);
        assertThat(Client.of(pipeline.owner(false)).get(path).status()).isEqualTo(404);
    }

    @Test
    void ownedApplicationsAreListedAsDevices() {
        List<String> applications =
                Stream.generate(() -> Pipeline.unique("app")).limit(3).sorted().toList();
        for (String application : applications) {
            pipeline.inventory().appear(application);
            Client.administrator()
                    .call("PATCH", "/api/applications/" + application + "/assign")
                    .json("{\"organization_id\": \"" + tree.get(3) + "\"}")
                    .send();
        }
        Client client = Client.of(tree.get(0));
        String path = Client.ORGANIZATIONS + "/" + publicId(tree.get(3)) + "/devices";

        JsonNode first = client.get(path + "?page_size=2").json();
        JsonNode second = client.get(path + "/?page_size=2&page=2&fields=label,organization")
                .json();

        assertThat(first.get("count").intValue()).isEqualTo(3);
        assertThat(first.get("next").stringValue()).endsWith("/devices/?page_size=2&page=2");
        JsonNode device = first.get("results").get(0);
        assertThat(device.get("id").stringValue()).isEqualTo(applications.get(0));
        assertThat(device.get("lastActivity").isIntegralNumber()).isTrue();
        String url = device.get("url").stringValue();
        assertThat(client.get(url.substring(url.indexOf("/api/"))).json().get("id"))
                .isEqualTo(device.get("id"));
        assertThat(second.get("results").get(0).propertyNames()).containsExactly("label", "organization");
        assertThat(second.get("results").get(0).get("organization").get("id").stringValue())
                .isEqualTo(publicId(tree.get(3)));
        assertThat(Client.of(pipeline.owner(false)).get(path).status()).isEqualTo(404);
    }

    @Test
    void everyKeyFindsTheOrganization() {
        Client client = Client.of(tree.get(0));
        String uuid = pipeline.database()
                .queryForObject(
                        "select uuid::text from assignment.organization where organization_id = ?",
                        String.class,
                        tree.get(1));
        JsonNode expected = client.get(Client.ORGANIZATIONS + "/" + tree.get(1)).json();
        for (String key : List.of(publicId(tree.get(1)), uuid, "~label:" + tree.get(1), tree.get(1) + "/")) {
            assertThat(client.get(Client.ORGANIZATIONS + "/" + key).json()).isEqualTo(expected);
        }
    }

    @Test
    void movesStayInTheScopeAndCreateNoCycle() {
        Client owner = Client.of(tree.get(0));
        String made = owner.create("").get("id").stringValue();

        assertThat(owner.patch(made, "{\"parent\": \"" + tree.get(1) + "\"}").status())
                .isEqualTo(200);
        assertStands(owner.get(Client.ORGANIZATIONS + "/" + made).json(), "CUSTOMER", tree.get(1));
        assertInvalid(
                owner.patch(made, "{\"parent\": \"" + other.get(1) + "\"}"), "parent", "there is no such organization");
        assertInvalid(
                owner.patch(tree.get(1), "{\"parent\": \"" + tree.get(2) + "\"}"), "parent", "itself or below it");
        assertInvalid(
                owner.patch(tree.get(1), "{\"parent\": \"" + tree.get(1) + "\"}"), "parent", "itself or below it");
        assertThat(Client.of(tree.get(1))
                        .patch(tree.get(1), "{\"parent\": \"" + tree.get(0) + "\"}")
                        .status())
                .as("where it is already")
                .isEqualTo(200);
    }

    private String publicId(String organizationId) {
        return String.valueOf(pipeline.database()
                .queryForObject(
                        "select public_id from assignment.organization where organization_id = ?",
                        String.class,
                        organizationId));
    }

    private void assertStands(JsonNode organization, String type, @Nullable String parentId) {
        assertThat(pipeline.database()
                        .queryForList(
                                "select type || coalesce(' ' || parent_id, '') from assignment.organization where public_id = ?",
                                String.class,
                                organization.get("id").stringValue()))
                .containsExactly(parentId == null ? type : type + " " + parentId);
    }

    private static Answer create(Client client, String field) {
        return client.post("{\"label\": \"" + Pipeline.unique("label") + "\", " + field + "}");
    }

    private static List<String> publicIds(Answer list) {
        List<String> ids = new ArrayList<>();
        list.json().get("results").forEach(one -> ids.add(one.get("id").stringValue()));
        return ids;
    }
}

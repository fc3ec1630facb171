package dev.muster.assignmentservice.pipeline;

import static dev.muster.assignmentservice.pipeline.Commands.change;
import static dev.muster.assignmentservice.pipeline.Commands.directory;
import static dev.muster.assignmentservice.pipeline.Commands.organization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.directory.DirectoryChange;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.OrganizationEvent;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.RegisterOrganization;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectoryIT {

    private static final String TOPIC = "directory.commands";

    private final Pipeline pipeline = Pipeline.shared();
    private final String id = Pipeline.unique("organization");

    @Test
    void everyChangeIsAnEventWithGaplessRevision() {
        DirectoryCommand registers = directory(organization(id, OrganizationType.OWNER, null, false));
        pipeline.send(registers, id);
        pipeline.send(directory(organization(id, OrganizationType.OWNER, null, false)), id);
        pipeline.send(
                directory(change(id).setName("New").setRebrandingEnabled(true).build()), id);
        pipeline.send(directory(change(id).setName("New").build()), id);
        pipeline.send(registers, id);
        pipeline.send(directory(change(id).setActive(false).build()), id);

        await().until(() -> pipeline.organizationEvents(id).size() == 3);
        List<OrganizationEvent> events = pipeline.organizationEvents(id);
        assertThat(events).extracting(OrganizationEvent::getRevision).containsExactly(1L, 2L, 3L);
        assertThat(events.get(0).getChange()).isEqualTo(DirectoryChange.REGISTERED);
        assertThat(events.get(0).getBefore()).isNull();
        assertThat(events.get(0).getCause().getCommandId()).isEqualTo(registers.getCommandId());
        assertThat(events.get(1).getChanged()).containsExactly("name", "rebranding_enabled");
        assertThat(events.get(1).getBefore()).isEqualTo(events.get(0).getAfter());
        assertThat(events.get(2).getAfter().getActive()).isFalse();
        assertThat(pipeline.deadLetters(TOPIC, id)).isEmpty();
    }

    @Test
    void equivalentJsonPropertiesAreUnchanged() {
        RegisterOrganization registration = organization(id, OrganizationType.OWNER, null, false);
        pipeline.send(
                directory(RegisterOrganization.newBuilder(registration)
                        .setProperties("{\"b\": 1.0, \"a\": \"ü\"}")
                        .build()),
                id);
        pipeline.send(
                directory(RegisterOrganization.newBuilder(registration)
                        .setProperties("{\"a\":\"\\u00fc\",\"b\":1.0}")
                        .build()),
                id);
        pipeline.send(
                directory(change(id).setProperties("{\"a\":\"ü\",\"b\":1.0}").build()), id);
        pipeline.send(
                directory(change(id).setProperties("{\"a\":\"ü\",\"b\":1e0}").build()), id);

        await().until(() -> pipeline.organizationEvents(id).size() == 2);
        assertThat(pipeline.organizationEvents(id))
                .extracting(event -> event.getAfter().getProperties())
                .containsExactly("{\"b\":1.0,\"a\":\"ü\"}", "{\"a\":\"ü\",\"b\":1e0}");
        assertThat(pipeline.deadLetters(TOPIC, id)).isEmpty();
    }

    @Test
    void exponentBeyondLimitIsDeadLetter() {
        List<String> numbers = List.of("1e10001", "1e-10001", "1e2147483648", "1e99999999999");
        for (String number : numbers) {
            pipeline.send(
                    directory(change(id).setProperties("{\"a\":" + number + "}").build()), id);
        }

        await().until(() -> pipeline.deadLetters(TOPIC, id).size() == numbers.size());
        assertThat(pipeline.deadLetters(TOPIC, id))
                .extracting(letter -> Pipeline.header(letter, "dead-letter-reason"))
                .containsOnly("json_invalid");
    }

    @Test
    void childReadBeforeParentIsRegisteredAfterIt() {
        String parent = Pipeline.unique("organization");
        String grandchild = Pipeline.unique("organization");
        pipeline.send(directory(organization(grandchild, OrganizationType.CUSTOMER, id, false)), grandchild);
        pipeline.send(directory(organization(id, OrganizationType.DISTRIBUTOR, parent, false)), id);
        pipeline.send(directory(change(id).setName("Renamed while it waited").build()), id);
        await().until(() -> pipeline.number(
                        "select count(*) from assignment.parked_command where organization_id in (?, ?)",
                        id,
                        grandchild)
                == 3);

        pipeline.send(directory(organization(parent, OrganizationType.OWNER, null, true)), parent);

        await().until(() -> pipeline.organizationEvents(id).size() == 2
                && pipeline.organizationEvents(grandchild).size() == 1);
        assertThat(pipeline.organizationEvents(id).get(1).getAfter().getName()).isEqualTo("Renamed while it waited");
        assertThat(pipeline.deadLetters(TOPIC, id)).isEmpty();
    }

    @Test
    void childWithoutParentBecomesDeadLetter() {
        DirectoryCommand command = directory(organization(id, OrganizationType.CUSTOMER, Pipeline.unique("no"), false));
        pipeline.send(command, id);

        assertThat(pipeline.deadLetterReason(TOPIC, id)).isEqualTo("parent_not_found");
        assertThat(pipeline.deadLetters(TOPIC, id).get(0).value()).isEqualTo(Pipeline.encode(command));
    }

    @Test
    void tooLongImageUrlIsDeadLetterAndOthersAreApplied() {
        String logo = "https://example.org/" + Inventory.incompressibleText(1_500);
        RegisterOrganization register = organization(id, OrganizationType.OWNER, null, false);
        pipeline.send(
                directory(
                        RegisterOrganization.newBuilder(register).setLogo(logo).build()),
                id);
        pipeline.send(directory(register), id);

        assertThat(pipeline.deadLetterReason(TOPIC, id)).isEqualTo("branding_invalid");
        await().until(() -> !pipeline.organizationEvents(id).isEmpty());
    }

    @Test
    void cycleIsRejected() {
        String owner = pipeline.owner(false);
        String distributor = pipeline.register(OrganizationType.DISTRIBUTOR, owner, false);
        String reseller = pipeline.register(OrganizationType.RESELLER, distributor, false);
        pipeline.send(directory(change(distributor).setParentId(reseller).build()), distributor);
        assertThat(pipeline.deadLetterReason(TOPIC, distributor)).isEqualTo("organization_cycle");

        pipeline.send(directory(change(reseller).setParentId(reseller).build()), reseller);
        assertThat(pipeline.deadLetterReason(TOPIC, reseller)).isEqualTo("organization_cycle");

        pipeline.send(directory(organization(id, OrganizationType.CUSTOMER, id, false)), id);
        assertThat(pipeline.deadLetterReason(TOPIC, id)).isEqualTo("organization_cycle");
    }

    @Test
    void ruleViolationsAreDeadLettersWithReason() {
        String owner = pipeline.owner(false);
        String customer = pipeline.register(OrganizationType.CUSTOMER, owner, false);

        assertDeadLetter("organization_exists", owner, organization(owner, OrganizationType.OWNER, null, true));
        assertDeadLetter(
                "organization_not_found",
                change(Pipeline.unique("no")).setName("x").build());
        assertDeadLetter("parent_invalid", organization(unused(), OrganizationType.OWNER, owner, false));
        assertDeadLetter("parent_invalid", organization(unused(), OrganizationType.CUSTOMER, null, false));
        assertDeadLetter("parent_type_invalid", organization(unused(), OrganizationType.RESELLER, customer, false));
        assertDeadLetter("label_taken", labelled("label:" + owner));
        assertDeadLetter("label_invalid", labelled("~label"));
        assertDeadLetter("label_invalid", labelled("l".repeat(129)));
        assertDeadLetter("name_invalid", named(" "));
        assertDeadLetter("name_invalid", named("n\u0000"));
        assertDeadLetter("name_invalid", named("n".repeat(129)));
    }

    private void assertDeadLetter(String reason, RegisterOrganization action) {
        assertDeadLetter(reason, action.getOrganizationId(), action);
    }

    private void assertDeadLetter(String reason, dev.muster.directory.ChangeOrganization action) {
        assertDeadLetter(reason, action.getOrganizationId(), action);
    }

    private void assertDeadLetter(String reason, String organizationId, Object action) {
        pipeline.send(directory(action), organizationId);
        assertThat(pipeline.deadLetterReason(TOPIC, organizationId)).isEqualTo(reason);
    }

    private static String unused() {
        return Pipeline.unique("organization");
    }

    private static RegisterOrganization labelled(String label) {
        return RegisterOrganization.newBuilder(organization(unused(), OrganizationType.OWNER, null, false))
                .setLabel(label)
                .build();
    }

    private static RegisterOrganization named(String name) {
        return RegisterOrganization.newBuilder(organization(unused(), OrganizationType.OWNER, null, false))
                .setName(name)
                .build();
    }
}

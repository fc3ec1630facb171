package dev.muster.assignmentservice.pipeline;

import static dev.muster.assignmentservice.pipeline.Members.associate;
import static dev.muster.assignmentservice.pipeline.Members.association;
import static dev.muster.directory.AssociationKind.MEMBER;
import static dev.muster.directory.AssociationKind.PORTAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.directory.AssociationCommand;
import dev.muster.directory.AssociationEvent;
import dev.muster.directory.DirectoryChange;
import dev.muster.directory.Dissociate;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.ReplaceAssociations;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssociationsIT {

    private static final String TOPIC = "directory.commands";

    private final Pipeline pipeline = Pipeline.shared();
    private final Members members = Members.shared();
    private final String organization = pipeline.owner(false);
    private final String application = pipeline.application();

    @Test
    void everyAssociationChangeIsAnEvent() {
        AssociationCommand first = association(organization, associate(application, MEMBER, "b", "a", "b"));
        members.send(first);
        members.send(association(organization, associate(application, MEMBER, "a", "b")));
        members.send(first);
        members.send(association(organization, associate(application, PORTAL)));
        members.send(association(organization, new Dissociate(application)));
        members.send(association(organization, new Dissociate(application)));
        members.send(association(organization, associate(application, PORTAL)));

        await().until(() -> members.associationEvents(organization, application).size() == 4);
        List<AssociationEvent> events = members.associationEvents(organization, application);
        assertThat(events).extracting(AssociationEvent::getRevision).containsExactly(1L, 2L, 3L, 4L);
        assertThat(events)
                .extracting(AssociationEvent::getChange)
                .containsExactly(
                        DirectoryChange.REGISTERED,
                        DirectoryChange.CHANGED,
                        DirectoryChange.REMOVED,
                        DirectoryChange.REGISTERED);
        assertThat(events.get(0).getAfter())
                .isEqualTo(new dev.muster.directory.Association(organization, application, MEMBER, List.of("a", "b")));
        assertThat(events.get(0).getCause().getCommandId()).isEqualTo(first.getCommandId());
        assertThat(events.get(0).getCause().getActor()).isEqualTo(Commands.ISSUER);
        assertThat(events.get(1).getBefore()).isEqualTo(events.get(0).getAfter());
        assertThat(events.get(2).getAfter()).isNull();
        assertThat(pipeline.deadLetters(TOPIC, organization)).isEmpty();
    }

    @Test
    void replacingKeepsUnchangedAssociationsAndEndsTheRest() {
        String leaves = pipeline.application();
        String comes = pipeline.application();
        members.send(association(organization, associate(application, PORTAL, "viewer")));
        members.send(association(organization, associate(leaves, MEMBER)));
        members.send(association(organization, new ReplaceAssociations(List.of(comes, application, comes))));
        members.send(association(organization, new ReplaceAssociations(List.of(application, comes))));
        members.send(association(organization, associate(comes, PORTAL)));

        await().until(() -> members.associationEvents(organization, comes).size() == 2);
        assertThat(members.associationEvents(organization, application)).hasSize(1);
        assertThat(members.associationEvents(organization, leaves))
                .extracting(AssociationEvent::getChange)
                .containsExactly(DirectoryChange.REGISTERED, DirectoryChange.REMOVED);
        assertThat(members.associationEvents(organization, comes).get(0).getAfter())
                .isEqualTo(new dev.muster.directory.Association(organization, comes, MEMBER, List.of()));
    }

    @Test
    void associationsFollowRegistrationEvenIfItIsParked() {
        String parent = Pipeline.unique("organization");
        String child = Pipeline.unique("organization");
        pipeline.send(
                Commands.directory(Commands.organization(child, OrganizationType.CUSTOMER, parent, false)), child);
        members.send(association(child, associate(application, MEMBER)));
        await().until(() ->
                pipeline.number("select count(*) from assignment.parked_command where organization_id = ?", child)
                        == 2);

        pipeline.send(Commands.directory(Commands.organization(parent, OrganizationType.OWNER, null, false)), parent);

        await().until(() -> members.associationEvents(child, application).size() == 1);
        assertThat(pipeline.deadLetters(TOPIC, child)).isEmpty();
    }

    @Test
    void ruleViolationsAreDeadLettersWithReason() {
        assertDeadLetter("organization_not_found", Pipeline.unique("no"), associate(application, MEMBER));
        assertDeadLetter("application_not_found", pipeline.owner(false), associate("no_such", MEMBER));
        assertDeadLetter(
                "application_not_found",
                pipeline.owner(false),
                new ReplaceAssociations(List.of(application, "no_such")));
        assertDeadLetter("id_invalid", pipeline.owner(false), associate("n\u0000", MEMBER));
        assertDeadLetter("id_invalid", pipeline.owner(false), new Dissociate(" "));
        assertDeadLetter("roles_invalid", pipeline.owner(false), associate(application, MEMBER, "r".repeat(129)));
        assertDeadLetter("roles_invalid", pipeline.owner(false), associate(application, MEMBER, "no space"));
        assertDeadLetter("roles_invalid", pipeline.owner(false), associate(application, MEMBER, roles(33)));
        assertDeadLetter(
                "too_many_applications",
                pipeline.owner(false),
                new ReplaceAssociations(
                        IntStream.rangeClosed(0, 1_000).mapToObj(n -> "a_" + n).toList()));
        String inactive = pipeline.owner(false);
        pipeline.send(
                Commands.directory(Commands.change(inactive).setActive(false).build()), inactive);
        assertDeadLetter("organization_inactive", inactive, associate(application, MEMBER));
        String removed = pipeline.application();
        pipeline.inventory().remove(removed);
        assertDeadLetter("application_not_found", pipeline.owner(false), associate(removed, MEMBER));
    }

    @Test
    void maximumNumberAndLengthOfRolesIsAccepted() {
        members.send(association(organization, associate(application, MEMBER, roles(32))));
        members.send(association(organization, associate(application, MEMBER, "r".repeat(128))));

        await().until(() -> members.associationEvents(organization, application).size() == 2);
        assertThat(members.associationEvents(organization, application)
                        .get(0)
                        .getAfter()
                        .getRoles())
                .hasSize(32);
    }

    private static String[] roles(int count) {
        return IntStream.range(0, count).mapToObj(n -> "role:" + n).toArray(String[]::new);
    }

    private void assertDeadLetter(String reason, String organizationId, Object action) {
        members.send(association(organizationId, action));
        assertThat(pipeline.deadLetterReason(TOPIC, organizationId)).isEqualTo(reason);
    }
}

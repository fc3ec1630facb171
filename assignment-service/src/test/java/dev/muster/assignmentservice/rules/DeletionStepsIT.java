package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.assignmentservice.association.AssociateApplication;
import dev.muster.assignmentservice.association.Association;
import dev.muster.assignmentservice.association.AssociationKind;
import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryChanges.Change;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.organization.ChangeOrganization;
import dev.muster.assignmentservice.organization.DeleteOrganization;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.ProfileChange;
import dev.muster.assignmentservice.ownership.ApplicationChanged;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipAction.Kind;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.run.PublishRules;
import dev.muster.assignmentservice.system.ChangeSystem;
import dev.muster.assignmentservice.user.ChangeMembership;
import dev.muster.assignmentservice.user.MembershipRole;
import dev.muster.assignmentservice.user.RegisterUser;
import dev.muster.assignmentservice.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The steps of the deletion of an organization, and rules about it. */
class DeletionStepsIT {

    private final RulesOnPostgres rules = RulesOnPostgres.create();
    private final Names names = new Names("d" + UUID.randomUUID().toString().substring(0, 8), rules.clock.instant());
    private final String deleted = names.organization(3);
    private final String other = names.organization(4);

    @BeforeEach
    void registerOrganizations() {
        rules.jdbc.update("delete from run");
        rules.jdbc.update("delete from rule_set");
        rules.jdbc.update("update rule_state set version = nextval('rule_version')");
        Run.registerOrganizations(rules, names);
    }

    @Test
    void aStepThatIsLostIsRepeatedAndNothingIsDoneTwice() {
        for (int i = 0; i < 3; i++) {
            appear(i);
            assign(i, deleted);
        }
        rules.inventory.remove(names.application(2));
        appear(3);
        assign(3, other);
        command(3, Kind.ENABLE_REBRANDING, deleted);
        String user = names.application(0) + "u";
        direct(new RegisterUser(new User(user, deleted, false, true)));
        direct(new ChangeMembership(user, deleted, ChangeMembership.Kind.SET, Set.of(MembershipRole.USER)));
        direct(new AssociateApplication(
                new Association(deleted, names.application(3), AssociationKind.MEMBER, List.of())));
        direct(new ChangeSystem(user + "s", null, deleted, false));
        rules.published.changes.clear();
        rules.published.organizations.clear();
        rules.published.memberships.clear();
        rules.published.associations.clear();
        UUID deletion = direct(new DeleteOrganization(deleted));

        boolean more = true;
        while (more) {
            rules.transactions.executeWithoutResult(status -> {
                rules.executor.step();
                status.setRollbackOnly();
            });
            more = Boolean.TRUE.equals(rules.transactions.execute(status -> rules.executor.step()));
        }

        assertThat(rules.published.changes)
                .extracting(OwnershipChange::applicationId, OwnershipChange::kind)
                .containsExactlyInAnyOrder(
                        tuple(names.application(0), OwnershipChange.Kind.UNASSIGNED),
                        tuple(names.application(1), OwnershipChange.Kind.UNASSIGNED),
                        tuple(names.application(2), OwnershipChange.Kind.UNASSIGNED),
                        tuple(names.application(3), OwnershipChange.Kind.REBRANDING_CHANGED));
        assertThat(rules.published.changes).allSatisfy(change -> {
            assertThat(change.cause().commandId()).isEqualTo(deletion);
            assertThat(change.cause().runId()).isEqualTo(deletion);
        });
        assertThat(rules.published.memberships).hasSize(1);
        assertThat(rules.published.associations).hasSize(1);
        assertThat(rules.published.organizations).hasSize(1);
        Change<Organization> removal = rules.published.organizations.get(0);
        assertThat(removal.after()).isNull();
        assertThat(removal.revision()).isEqualTo(2);
        assertThat(removal.commandId()).isEqualTo(deletion);
        assertThat(rules.jdbc.queryForMap(
                        "select revision, home_organization_id from directory_user where user_id = ?", user))
                .containsEntry("revision", 2L)
                .containsEntry("home_organization_id", null);
        assertThat(rules.jdbc.queryForMap(
                        "select revision, organization_id from system where system_id = ?", user + "s"))
                .containsEntry("revision", 2L)
                .containsEntry("organization_id", null);
        assertThat(rules.jdbc.queryForMap("select state, cursor from run where run_id = ?", deletion))
                .containsEntry("state", "DONE");
        assertThat(rules.jdbc.queryForList(
                        "select application_id from run_result where run_id = ? and status = 'CHANGED'",
                        String.class,
                        deletion))
                .hasSize(4);
    }

    @Test
    void manyApplicationsAreUnassignedInSeveralSteps() {
        String prefix = names.application(0) + "-many";
        rules.inventory.appear(prefix, 2_500);
        rules.jdbc.update("""
                insert into ownership (application_id, incarnation, revision, organization_id)
                select application_id, incarnation, 1, ? from inventory.applications where starts_with(application_id, ?)
                """, deleted, prefix);
        UUID deletion = direct(new DeleteOrganization(deleted));

        rules.runUntilDone(rules.executor::step);

        assertThat(rules.jdbc.queryForObject(
                        "select count(*) from ownership where organization_id = ?", Integer.class, deleted))
                .isZero();
        assertThat(rules.jdbc.queryForObject(
                        "select count(*) from run_result where run_id = ? and status = 'CHANGED'",
                        Integer.class,
                        deletion))
                .isEqualTo(2_500);
    }

    @Test
    void theApplicationsOfADeletedOrganizationAreOpenToRules() {
        String type = names.application(0);
        appear(0);
        assign(0, deleted);
        publish(RuleSet.PLATFORM, type, other);
        describe(0, type);
        assertThat(owner(0)).isEqualTo(deleted);

        direct(new DeleteOrganization(deleted));
        runAll();

        assertThat(row(0)).containsEntry("organization_id", other).containsEntry("owner_source", "RULE");
    }

    @Test
    void aRuleThatNamesADeletedOrganizationIsBlocked() {
        String type = names.application(0);
        publish(RuleSet.PLATFORM, type, deleted);
        appear(0);
        describe(0, type);
        assertThat(owner(0)).isEqualTo(deleted);

        direct(new DeleteOrganization(deleted));
        appear(1);
        describe(1, type);
        assertThat(owner(1)).isNull();
        runAll();
        handle(0);

        assertThat(owner(0)).isNull();
    }

    @Test
    void theRunsAndRulesOfADeletedOrganizationEnd() {
        publish(deleted, "none", deleted);
        rules.jdbc.update("update run set state = 'STOPPED', finished_at = null where organization_id = ?", deleted);
        UUID counting = direct(new PublishRules(deleted, document("another", deleted), null, null));

        direct(new DeleteOrganization(deleted));
        runAll();

        assertThat(rules.jdbc.queryForList(
                        "select state from run where organization_id = ? order by created_at", String.class, deleted))
                .containsExactlyInAnyOrder("SUPERSEDED", "REFUSED");
        assertThat(rules.jdbc.queryForMap("select state, reason from run where run_id = ?", counting))
                .containsEntry("state", "REFUSED")
                .containsEntry("reason", "organization_deleted");
        assertThat(rules.jdbc.queryForList("select revision from rule_set where set_key = ?", deleted))
                .isEmpty();
        rules.published.results.clear();
        direct(new PublishRules(deleted, document("late", deleted), null, null));
        assertThat(rules.published.results)
                .extracting(DirectoryOutcome::reason)
                .containsExactly("organization_not_found");
    }

    @Test
    void rebrandingThatIsStillToBePropagatedToADeletedOrganizationIsDropped() {
        appear(0);
        assign(0, deleted);
        direct(new ChangeOrganization(deleted, null, null, true, null, ProfileChange.NONE));
        direct(new DeleteOrganization(deleted));

        rules.runUntilDone(rules.propagator::step);
        rules.runUntilDone(rules.executor::step);

        assertThat(owner(0)).isNull();
        assertThat(row(0)).containsEntry("rebranding_org_id", null);
    }

    @Test
    void noCommandWaitsForADeletedOrganization() {
        direct(new DeleteOrganization(deleted));
        rules.published.results.clear();
        ReceivedRecord record = new ReceivedRecord("directory.commands", 0, 0, 0, null, null, List.of());
        DirectoryCommand command = new DirectoryCommand(
                UUID.randomUUID(),
                rules.clock.instant(),
                "alice",
                new RegisterUser(new User(names.application(0), deleted, false, true)),
                record);

        rules.transactions.executeWithoutResult(status -> rules.directoryHandler.apply(List.of(command)));

        assertThat(rules.published.results)
                .extracting(DirectoryOutcome::status, DirectoryOutcome::reason)
                .containsExactly(tuple(DirectoryOutcome.Status.REJECTED, "organization_not_found"));
    }

    private void appear(int application) {
        rules.inventory.appear(names.application(application));
    }

    private void describe(int application, String type) {
        rules.inventory.describe(names.application(application), "{\"instance_of\": \"" + type + "\"}");
        handle(application);
    }

    private void handle(int application) {
        rules.transactions.executeWithoutResult(status -> rules.commandHandler.handleChanges(
                List.of(ApplicationChanged.changed(names.application(application)))));
    }

    private void publish(String setKey, String type, String target) {
        direct(new PublishRules(setKey, document(type, target), null, null));
        runAll();
    }

    private static String document(String type, String target) {
        return "rules: [{id: r, match: [{field: instance_of, op: equals, value: \"%s\"}], target: {organization: \"%s\"}}]"
                .formatted(type, target);
    }

    /** A run waits for other transactions of the database: those of other tests. */
    private void runAll() {
        rules.runUntilDone(() -> {
            boolean more = rules.executor.step();
            Integer waiting = rules.jdbc.queryForObject(
                    "select count(*) from run where state in ('COUNTING', 'RUNNING')", Integer.class);
            return more || (waiting != null && waiting > 0);
        });
    }

    private void assign(int application, String organizationId) {
        command(application, Kind.ASSIGN_ORGANIZATION, organizationId);
    }

    private void command(int application, Kind kind, String organizationId) {
        Instant now = rules.clock.instant();
        OwnershipCommand command = new OwnershipCommand(
                UUID.randomUUID(),
                now,
                now,
                "alice",
                names.application(application),
                null,
                false,
                null,
                new OwnershipAction(kind, organizationId),
                null);
        rules.transactions.executeWithoutResult(status -> rules.commandHandler.decide(List.of(command)));
    }

    private UUID direct(DirectoryAction action) {
        UUID commandId = UUID.randomUUID();
        rules.clock.advance(Duration.ofMillis(1));
        DirectoryCommand command = new DirectoryCommand(commandId, rules.clock.instant(), "alice", action, null);
        rules.transactions.executeWithoutResult(status -> rules.directoryHandler.apply(List.of(command)));
        return commandId;
    }

    private @Nullable Object owner(int application) {
        return row(application).get("organization_id");
    }

    private Map<String, @Nullable Object> row(int application) {
        return rules.jdbc.queryForMap(
                "select * from applications where application_id = ?", names.application(application));
    }
}

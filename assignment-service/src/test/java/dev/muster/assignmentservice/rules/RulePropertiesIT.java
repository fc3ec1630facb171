package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.organization.ChangeOrganization;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.OrganizationProfile;
import dev.muster.assignmentservice.organization.OrganizationType;
import dev.muster.assignmentservice.organization.ProfileChange;
import dev.muster.assignmentservice.organization.RegisterOrganization;
import dev.muster.assignmentservice.ownership.ApplicationChanged;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.rules.RuleScenario.Oracle;
import dev.muster.assignmentservice.rules.RuleScenario.Step;
import dev.muster.assignmentservice.run.PublishRules;
import dev.muster.assignmentservice.system.ChangeSystem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever happens, in whatever order: applications have the owners that the oracle says, and no pinned one was moved. */
class RulePropertiesIT {

    private static final int SCENARIOS = 60;
    private static final int STEPS = 30;
    private static final int UNDONE_PUBLISHES = 20;
    private static final OrganizationType[] TYPES = {
        OrganizationType.OWNER,
        OrganizationType.DISTRIBUTOR,
        OrganizationType.DISTRIBUTOR,
        OrganizationType.RESELLER,
        OrganizationType.CUSTOMER
    };

    private static final String ROW = """
            select concat('owner ', coalesce(organization_id, 'none'), ' source ', owner_source, ' pinned ', pinned,
                          ' rule ', rule_set || '/' || rule_id)
              from applications
             where application_id = ?
            """;

    private final RulesOnPostgres rules = RulesOnPostgres.create();
    private final Random crashes = new Random(1);
    private int scenario;

    @Test
    void ownersAreThoseOfTheOracleAfterEveryStep() {
        long base = Long.getLong("muster.seed", System.nanoTime());
        for (int i = 0; i < SCENARIOS; i++) {
            List<Step> steps = RuleScenario.random(base + i, STEPS);
            String failure = failure(steps);
            if (failure != null) {
                List<Step> smallest = shrink(steps);
                throw new AssertionError("-Dmuster.seed=" + (base + i) + " fails. Shrunk to these steps:\n"
                        + smallest.stream().map(Step::toString).collect(Collectors.joining("\n")) + "\n"
                        + failure(smallest));
            }
        }
    }

    @Test
    void undoOfAPublishRestoresWhatWasThereBeforeButWhatWasChangedSince() {
        long base = Long.getLong("muster.seed", System.nanoTime());
        for (int i = 0; i < UNDONE_PUBLISHES; i++) {
            List<Step> steps = new ArrayList<>(RuleScenario.random(base + i, STEPS));
            // An owner that is not active is not restored.
            IntStream.range(1, RuleScenario.PARENTS.length).forEach(one -> steps.add(new Step.Activate(one, true)));
            Names names = new Names(scenario++);
            prepare(names);
            Oracle oracle = new Oracle();
            for (Step step : steps) {
                oracle.run(step);
                run(step, names, oracle);
                settle();
            }
            List<String> before = rows(names);
            UUID publish = UUID.randomUUID();
            direct(
                    publish,
                    new PublishRules(
                            RuleSet.PLATFORM,
                            RuleScenario.everything(names.organization(1), names.prefix),
                            null,
                            null));
            settle();
            String changed = names.application(crashes.nextInt(RuleScenario.APPLICATIONS));
            command(changed, new OwnershipAction(OwnershipAction.Kind.ASSIGN_ORGANIZATION, names.organization(0)));
            String after = row(changed);
            UUID undo = UUID.randomUUID();
            String problem = Objects.requireNonNull(rules.transactions.execute(
                            status -> rules.control.undo(publish, undo, "alice", rules.clock.instant())))
                    .problem();
            settle();

            assertThat(problem).isNull();
            assertThat(refusedRuns()).isZero();
            assertThat(row(changed)).as("-Dmuster.seed=" + (base + i)).isEqualTo(after);
            assertThat(rows(names))
                    .as("-Dmuster.seed=" + (base + i))
                    .filteredOn(row -> !row.startsWith(changed + " "))
                    .isEqualTo(before.stream()
                            .filter(row -> !row.startsWith(changed + " "))
                            .toList());
        }
    }

    private String row(String application) {
        List<String> rows = rules.jdbc.queryForList(ROW, String.class, application);
        return rows.isEmpty() ? "" : rows.get(0);
    }

    private List<String> rows(Names names) {
        return rules.jdbc.queryForList("""
                select concat_ws(' ', application_id, organization_id, owner_source, pinned, rule_set, rule_id, rule_set_revision)
                  from applications
                 where application_id like ?
                 order by application_id
                """, String.class, names.prefix + "%");
    }

    private void settle() {
        rules.runUntilDone(rules.executor::followSystem);
        if (crashes.nextBoolean()) {
            // A step that is rolled back is repeated, as after a crash.
            rules.transactions.executeWithoutResult(status -> {
                rules.executor.step();
                status.setRollbackOnly();
            });
        }
        rules.runUntilDone(this::runStep);
    }

    private List<Step> shrink(List<Step> failing) {
        List<Step> steps = new ArrayList<>(failing);
        for (int i = steps.size() - 1; i >= 0; i--) {
            List<Step> smaller = new ArrayList<>(steps);
            smaller.remove(i);
            if (failure(smaller) != null) {
                steps = smaller;
            }
        }
        return steps;
    }

    private @Nullable String failure(List<Step> steps) {
        Names names = new Names(scenario++);
        prepare(names);
        Oracle oracle = new Oracle();
        for (Step step : steps) {
            oracle.run(step);
            rollBackAChange(names);
            run(step, names, oracle);
            settle();
            for (int app = 0; app < RuleScenario.APPLICATIONS; app++) {
                if (oracle.apps.get(app).present) {
                    String actual = actual(names, app);
                    if (!actual.equals(oracle.describe(app))) {
                        return "after " + step + ": application " + app + " has " + actual + ", the oracle says "
                                + oracle.describe(app);
                    }
                }
            }
        }
        return refusedRuns() > 0 ? "a run was refused" : brokenPin();
    }

    private long refusedRuns() {
        Long refused = rules.jdbc.queryForObject("select count(*) from run where state = 'REFUSED'", Long.class);
        return refused == null ? 0 : refused;
    }

    private void prepare(Names names) {
        rules.published.changes.clear();
        rules.jdbc.update("delete from run");
        rules.jdbc.update("delete from rule_set");
        rules.jdbc.update("update rule_state set version = nextval('rule_version'), owner_from_system = false");
        for (int i = 0; i < RuleScenario.PARENTS.length; i++) {
            direct(new RegisterOrganization(new Organization(
                    names.organization(i),
                    names.organization(i),
                    TYPES[i],
                    i == 0 ? null : names.organization(RuleScenario.PARENTS[i]),
                    false,
                    true,
                    OrganizationProfile.named("n"))));
        }
    }

    /** A run waits for other transactions of the database: those of other tests. */
    private boolean runStep() {
        boolean more = rules.executor.step();
        Integer waiting = rules.jdbc.queryForObject(
                "select count(*) from run where state in ('COUNTING', 'RUNNING')", Integer.class);
        return more || (waiting != null && waiting > 0);
    }

    private String actual(Names names, int app) {
        List<String> rows = rules.jdbc.queryForList(ROW, String.class, names.application(app));
        String row = rows.isEmpty() ? "owner none source  pinned f rule " : rows.get(0);
        return row.replace(names.prefix, "")
                .replace("pinned t", "pinned true")
                .replace("pinned f", "pinned false")
                .replace(RuleSet.PLATFORM + "/", RuleScenario.PLATFORM + "/");
    }

    private @Nullable String brokenPin() {
        for (OwnershipChange change : rules.published.changes) {
            boolean byRule =
                    change.cause().ruleId() != null || change.cause().kind() == OwnershipChange.Cause.Kind.RULE_APPLIED;
            if (byRule && change.before().origin().pinned()) {
                return "a rule has changed a pinned application: " + change;
            }
        }
        return null;
    }

    private void run(Step step, Names names, Oracle oracle) {
        if (step instanceof Step.Appear appear) {
            String id = names.application(appear.application());
            rules.inventory.appear(id);
            describe(names, oracle, appear.application());
            handle(ApplicationChanged.returned(id));
        } else if (step instanceof Step.Remove remove) {
            rules.inventory.remove(names.application(remove.application()));
        } else if (step instanceof Step.SetType type) {
            if (oracle.apps.get(type.application()).known) {
                describe(names, oracle, type.application());
                handle(ApplicationChanged.changed(names.application(type.application())));
            }
        } else if (step instanceof Step.Assign assign) {
            command(
                    names.application(assign.application()),
                    new OwnershipAction(
                            OwnershipAction.Kind.ASSIGN_ORGANIZATION, names.organization(assign.organization())));
        } else if (step instanceof Step.Unassign unassign) {
            command(
                    names.application(unassign.application()),
                    new OwnershipAction(OwnershipAction.Kind.UNASSIGN_ORGANIZATION, null));
        } else if (step instanceof Step.Release release) {
            command(
                    names.application(release.application()),
                    new OwnershipAction(OwnershipAction.Kind.RELEASE_TO_RULES, null));
        } else if (step instanceof Step.OwnSystem own) {
            direct(new ChangeSystem(names.system(own.system()), null, names.organization(own.organization()), false));
        } else if (step instanceof Step.Activate activate) {
            direct(activation(names, activate.organization(), activate.active()));
        } else if (step instanceof Step.Publish publish) {
            publish(publish, names);
        } else if (step instanceof Step.OwnerFromSystem setting) {
            rules.transactions.executeWithoutResult(status -> rules.ownerFromSystem.save(setting.ownerFromSystem()));
        }
    }

    /** Types are those of the scenario: rules match no applications of other ones. */
    private void describe(Names names, Oracle oracle, int application) {
        rules.inventory.describe(
                names.application(application),
                "{\"instance_of\": \"" + names.prefix + oracle.apps.get(application).type + "\"}");
    }

    private static ChangeOrganization activation(Names names, int organization, boolean active) {
        return new ChangeOrganization(
                names.organization(organization),
                null,
                null,
                null,
                active,
                new ProfileChange(null, null, null, null, null, null, null, null, null));
    }

    /** Rules of a transaction that was rolled back are never in force. */
    private void rollBackAChange(Names names) {
        DirectoryCommand command = new DirectoryCommand(
                UUID.randomUUID(),
                rules.clock.instant(),
                "alice",
                activation(names, crashes.nextInt(RuleScenario.PARENTS.length), crashes.nextBoolean()),
                null);
        rules.transactions.executeWithoutResult(status -> {
            rules.directoryHandler.apply(List.of(command));
            status.setRollbackOnly();
        });
    }

    private void publish(Step.Publish publish, Names names) {
        List<String> organizations = IntStream.range(0, RuleScenario.PARENTS.length)
                .mapToObj(names::organization)
                .toList();
        String document = publish.rules().stream()
                .map(rule -> rule.document(organizations, names.prefix))
                .collect(Collectors.joining(", ", "rules: [", "]"));
        String key = publish.set() == RuleScenario.PLATFORM ? RuleSet.PLATFORM : names.organization(publish.set());
        direct(new PublishRules(key, document, null, null));
    }

    private void handle(ApplicationChanged change) {
        rules.transactions.executeWithoutResult(status -> rules.commandHandler.handleChanges(List.of(change)));
    }

    private void command(String application, OwnershipAction action) {
        Instant now = rules.clock.instant();
        OwnershipCommand command = new OwnershipCommand(
                UUID.randomUUID(), now, now, "alice", application, null, false, null, action, null);
        rules.transactions.executeWithoutResult(status -> rules.commandHandler.decide(List.of(command)));
    }

    private void direct(DirectoryAction action) {
        direct(UUID.randomUUID(), action);
    }

    private void direct(UUID commandId, DirectoryAction action) {
        DirectoryCommand command = new DirectoryCommand(commandId, rules.clock.instant(), "alice", action, null);
        rules.transactions.executeWithoutResult(status -> rules.directoryHandler.apply(List.of(command)));
    }

    /** The names of one scenario. */
    private static final class Names {

        final String prefix;

        Names(int number) {
            prefix = "rp" + UUID.randomUUID().toString().substring(0, 8) + "n" + number + "-";
        }

        String organization(int number) {
            return prefix + number;
        }

        String system(int number) {
            return prefix + "s" + number;
        }

        String application(int number) {
            return system(Oracle.systemOf(number)) + "_a" + number;
        }
    }
}

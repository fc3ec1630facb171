package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryChanges.Change;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.OrganizationProfile;
import dev.muster.assignmentservice.organization.OrganizationType;
import dev.muster.assignmentservice.organization.RegisterOrganization;
import dev.muster.assignmentservice.user.ChangeMembership;
import dev.muster.assignmentservice.user.Membership;
import dev.muster.assignmentservice.user.MembershipRole;
import dev.muster.assignmentservice.user.RegisterUser;
import dev.muster.assignmentservice.user.User;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Compares random sequences of changes, with random poll boundaries and repeats, with a set of roles per user and
 * organization, and checks that revisions have no gaps. Set the seed with -Dmuster.seed=…, as printed with a failure.
 */
class MembershipPropertiesIT {

    private static final int SCENARIOS = 40;
    private static final int STEPS = 60;

    private final RulesOnPostgres rules = RulesOnPostgres.create();
    private final String run = "m" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void revisionsHaveNoGapsAndEventsFormAChain() {
        long base = Long.getLong("muster.seed", System.nanoTime());
        for (int i = 0; i < SCENARIOS; i++) {
            String scenario = run + i;
            try {
                check(new Random(base + i), scenario);
            } catch (AssertionError e) {
                throw new AssertionError("-Dmuster.seed=" + (base + i) + " fails: " + e.getMessage(), e);
            }
        }
    }

    private void check(Random random, String scenario) {
        rules.published.memberships.clear();
        registerOrganizationsAndUsers(scenario);
        Map<String, Set<MembershipRole>> oracle = new HashMap<>();
        Map<String, Integer> revisions = new HashMap<>();
        List<Status> expected = new ArrayList<>();
        List<DirectoryCommand> commands = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            if (i > 0 && random.nextInt(10) == 0) {
                commands.add(commands.get(random.nextInt(commands.size())));
                expected.add(Status.REPEATED);
                continue;
            }
            ChangeMembership change = random(random, scenario);
            commands.add(command(change));
            String key = change.organizationId() + "/" + change.userId();
            Set<MembershipRole> before = oracle.getOrDefault(key, Set.of());
            Set<MembershipRole> after = after(before, change);
            oracle.put(key, after);
            revisions.merge(key, before.equals(after) ? 0 : 1, Integer::sum);
            expected.add(before.equals(after) ? Status.UNCHANGED : Status.APPLIED);
        }

        assertThat(apply(random, commands)).isEqualTo(expected);

        Map<String, List<Change<Membership>>> events = new HashMap<>();
        rules.published.memberships.forEach(change ->
                events.computeIfAbsent(change.key(), key -> new ArrayList<>()).add(change));
        oracle.forEach((key, roles) ->
                compare(key, roles, revisions.getOrDefault(key, 0), events.getOrDefault(key, List.of())));
    }

    private void compare(String key, Set<MembershipRole> roles, int revision, List<Change<Membership>> events) {
        Set<MembershipRole> state = Set.of();
        for (int i = 0; i < events.size(); i++) {
            Change<Membership> event = events.get(i);
            assertThat(event.revision()).as(key).isEqualTo(i + 1L);
            assertThat(event.before() == null ? Set.of() : event.before().roles())
                    .as(key)
                    .isEqualTo(state);
            state = event.after() == null ? Set.of() : event.after().roles();
        }
        assertThat(state).as(key).isEqualTo(roles);
        assertThat(events).as(key).hasSize(revision);
        List<String> rows = rules.jdbc.queryForList(
                "select revision || ' ' || cardinality(roles) from membership where organization_id || '/' || user_id = ?",
                String.class,
                key);
        assertThat(rows).as(key).isEqualTo(revision == 0 ? List.of() : List.of(revision + " " + roles.size()));
    }

    private List<Status> apply(Random random, List<DirectoryCommand> commands) {
        List<Status> results = new ArrayList<>();
        int from = 0;
        while (from < commands.size()) {
            int to = Math.min(commands.size(), from + 1 + random.nextInt(8));
            List<DirectoryCommand> poll = commands.subList(from, to);
            if (random.nextInt(8) == 0) {
                rules.transactions.executeWithoutResult(status -> {
                    rules.directoryHandler.apply(poll);
                    status.setRollbackOnly();
                });
            }
            rules.transactions.executeWithoutResult(
                    status -> rules.directoryHandler.apply(poll).forEach(result -> results.add(result.status())));
            from = to;
        }
        return results;
    }

    private static Set<MembershipRole> after(Set<MembershipRole> before, ChangeMembership change) {
        Set<MembershipRole> after = EnumSet.noneOf(MembershipRole.class);
        if (change.kind() == ChangeMembership.Kind.ADD || change.kind() == ChangeMembership.Kind.REMOVE) {
            after.addAll(before);
        }
        if (change.kind() == ChangeMembership.Kind.ADD || change.kind() == ChangeMembership.Kind.SET) {
            after.addAll(change.roles());
        }
        if (change.kind() == ChangeMembership.Kind.REMOVE) {
            after.removeAll(change.roles());
        }
        return after;
    }

    private static ChangeMembership random(Random random, String scenario) {
        ChangeMembership.Kind kind = one(random, ChangeMembership.Kind.class);
        Set<MembershipRole> roles = EnumSet.of(one(random, MembershipRole.class));
        if (random.nextBoolean()) {
            roles.add(one(random, MembershipRole.class));
        }
        return new ChangeMembership(
                scenario + "u" + random.nextInt(2), scenario + "o" + random.nextInt(2), kind, roles);
    }

    private static <E extends Enum<E>> E one(Random random, Class<E> type) {
        List<E> all = List.copyOf(EnumSet.allOf(type));
        return all.get(random.nextInt(all.size()));
    }

    private void registerOrganizationsAndUsers(String scenario) {
        List<DirectoryCommand> commands = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String organization = scenario + "o" + i;
            commands.add(command(new RegisterOrganization(new Organization(
                    organization,
                    organization,
                    OrganizationType.OWNER,
                    null,
                    false,
                    true,
                    OrganizationProfile.named(organization)))));
            commands.add(command(new RegisterUser(new User(scenario + "u" + i, null, false, false))));
        }
        rules.transactions.executeWithoutResult(status -> rules.directoryHandler.apply(commands));
    }

    private DirectoryCommand command(DirectoryAction action) {
        return new DirectoryCommand(UUID.randomUUID(), rules.clock.instant(), "test", action, null);
    }
}

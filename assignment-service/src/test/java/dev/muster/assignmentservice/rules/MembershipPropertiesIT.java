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
import dev.muster.assignmentservice.user.RemoveUser;
import dev.muster.assignmentservice.user.User;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Compares random sequences of changes and of removals and registrations of users, with random poll boundaries and repeats,
 * with a set of roles per user and organization, and checks that revisions have no gaps. Set the seed with -Dmuster.seed=…,
 * as printed with a failure.
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
        registerOrganizationsAndUsers(scenario);
        rules.published.memberships.clear();
        rules.published.users.clear();
        Oracle oracle = new Oracle(scenario);
        List<Status> expected = new ArrayList<>();
        List<DirectoryCommand> commands = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            DirectoryCommand command = i > 0 && random.nextInt(10) == 0
                    ? commands.get(random.nextInt(commands.size()))
                    : command(random(random, scenario));
            commands.add(command);
            expected.add(oracle.decide(command));
        }

        assertThat(apply(random, commands)).isEqualTo(expected);

        Map<String, List<Change<Membership>>> events = byKey(rules.published.memberships);
        oracle.roles.forEach((key, roles) ->
                compare(key, roles, oracle.revisions.getOrDefault(key, 0), events.getOrDefault(key, List.of())));
        Map<String, List<Change<User>>> userEvents = byKey(rules.published.users);
        oracle.userRevisions.forEach((userId, revision) -> compareUser(
                userId, oracle.users.contains(userId), revision, userEvents.getOrDefault(userId, List.of())));
    }

    private static <T> Map<String, List<Change<T>>> byKey(List<Change<T>> changes) {
        return changes.stream().collect(Collectors.groupingBy(Change::key));
    }

    /** What the rules say: users, roles by membership, and revisions. */
    private static final class Oracle {

        private final Set<String> users = new HashSet<>();
        private final Map<String, Integer> userRevisions = new HashMap<>();
        private final Map<String, Set<MembershipRole>> roles = new HashMap<>();
        private final Map<String, Integer> revisions = new HashMap<>();
        private final Set<UUID> accepted = new HashSet<>();

        /** Begins with the users of the scenario, registered. */
        Oracle(String scenario) {
            for (int i = 0; i < 2; i++) {
                users.add(scenario + "u" + i);
                userRevisions.put(scenario + "u" + i, 1);
            }
        }

        /** A rejected command is decided anew when it is repeated. */
        Status decide(DirectoryCommand command) {
            if (accepted.contains(command.commandId())) {
                return Status.REPEATED;
            }
            Status status = decide(command.action());
            if (status != Status.REJECTED) {
                accepted.add(command.commandId());
            }
            return status;
        }

        private Status decide(DirectoryAction action) {
            String userId = action.subjectId();
            if (action instanceof RegisterUser) {
                if (!users.add(userId)) {
                    return Status.UNCHANGED;
                }
                userRevisions.merge(userId, 1, Integer::sum);
                return Status.APPLIED;
            }
            if (!users.contains(userId)) {
                return Status.REJECTED;
            }
            if (action instanceof RemoveUser) {
                roles.keySet().stream()
                        .filter(key -> key.endsWith("/" + userId))
                        .forEach(key -> change(key, Set.of()));
                users.remove(userId);
                userRevisions.merge(userId, 1, Integer::sum);
                return Status.APPLIED;
            }
            ChangeMembership change = (ChangeMembership) action;
            String key = change.organizationId() + "/" + change.userId();
            return change(key, after(roles.getOrDefault(key, Set.of()), change)) ? Status.APPLIED : Status.UNCHANGED;
        }

        private boolean change(String key, Set<MembershipRole> after) {
            boolean changes = !after.equals(roles.getOrDefault(key, Set.of()));
            roles.put(key, after);
            revisions.merge(key, changes ? 1 : 0, Integer::sum);
            return changes;
        }
    }

    private void compareUser(String userId, boolean present, int revision, List<Change<User>> events) {
        boolean wasPresent = true;
        for (int i = 0; i < events.size(); i++) {
            Change<User> event = events.get(i);
            assertThat(event.revision()).as(userId).isEqualTo(i + 2L);
            assertThat(event.before() != null).as(userId).isEqualTo(wasPresent);
            wasPresent = event.after() != null;
        }
        assertThat(wasPresent).as(userId).isEqualTo(present);
        assertThat(events).as(userId).hasSize(revision - 1);
        assertThat(rules.jdbc.queryForList(
                        "select revision || ' ' || (removed_at is null) from directory_user where user_id = ?",
                        String.class,
                        userId))
                .as(userId)
                .containsExactly(revision + " " + present);
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

    private static DirectoryAction random(Random random, String scenario) {
        String userId = scenario + "u" + random.nextInt(2);
        switch (random.nextInt(10)) {
            case 0 -> {
                return new RemoveUser(userId);
            }
            case 1, 2 -> {
                return new RegisterUser(user(userId));
            }
            default -> {
                return randomChange(random, userId, scenario);
            }
        }
    }

    private static User user(String userId) {
        return new User(userId, null, false, false);
    }

    private static ChangeMembership randomChange(Random random, String userId, String scenario) {
        ChangeMembership.Kind kind = one(random, ChangeMembership.Kind.class);
        Set<MembershipRole> roles = EnumSet.of(one(random, MembershipRole.class));
        if (random.nextBoolean()) {
            roles.add(one(random, MembershipRole.class));
        }
        return new ChangeMembership(userId, scenario + "o" + random.nextInt(2), kind, roles);
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
            commands.add(command(new RegisterUser(user(scenario + "u" + i))));
        }
        rules.transactions.executeWithoutResult(status -> rules.directoryHandler.apply(commands));
    }

    private DirectoryCommand command(DirectoryAction action) {
        return new DirectoryCommand(UUID.randomUUID(), rules.clock.instant(), "test", action, null);
    }
}

package dev.muster.assignmentservice.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Random steps about few applications, systems, organizations and rule sets, and an oracle that is written from the rules of
 * decision: pins, the platform's set, the cascade, the owner of the system, what happens without a match.
 */
final class RuleScenario {

    static final int APPLICATIONS = 4;
    static final int SYSTEMS = 2;

    /** Organization 0 is at the top; 1 and 2 stand below it, 3 below 1, 4 below 3. */
    static final int[] PARENTS = {-1, 0, 0, 1, 3};

    static final int PLATFORM = -1;

    private static final String FIRST_TYPE = "t0";

    private RuleScenario() {}

    /** One step. */
    sealed interface Step {

        record Appear(int application) implements Step {}

        record Remove(int application) implements Step {}

        record SetType(int application, String type) implements Step {}

        record Assign(int application, int organization) implements Step {}

        record Unassign(int application) implements Step {}

        record Release(int application) implements Step {}

        record OwnSystem(int system, int organization) implements Step {}

        record Activate(int organization, boolean active) implements Step {}

        record Publish(int set, List<OracleRule> rules) implements Step {}

        record OwnerFromSystem(boolean ownerFromSystem) implements Step {}
    }

    /** A rule that matches one type. Target -1 is the owner of the system. */
    record OracleRule(int id, String mode, String type, int target, boolean unassigns) {

        /** The rule with the names of a scenario; {@code types} stands before each type. */
        String document(List<String> organizations, String types) {
            String to = target < 0 ? "from: system_owner" : "organization: \"" + organizations.get(target) + "\"";
            return "{id: r%d, mode: %s, match: [{field: instance_of, op: equals, value: %s}], target: {%s}, on_unmatch: %s}"
                    .formatted(id, mode, types + type, to, unassigns ? "UNASSIGN" : "KEEP");
        }
    }

    static List<Step> random(long seed, int length) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            int application = random.nextInt(APPLICATIONS);
            steps.add(
                    switch (random.nextInt(14)) {
                        case 0, 1 -> new Step.Appear(application);
                        case 2 -> new Step.Remove(application);
                        case 3, 4 -> new Step.SetType(application, type(random));
                        case 5 -> new Step.Assign(application, random.nextInt(PARENTS.length));
                        case 6 -> new Step.Unassign(application);
                        case 7 -> new Step.Release(application);
                        case 8 -> new Step.OwnSystem(random.nextInt(SYSTEMS), random.nextInt(PARENTS.length));
                        case 9 -> new Step.Activate(1 + random.nextInt(PARENTS.length - 1), random.nextBoolean());
                        case 10 -> new Step.OwnerFromSystem(random.nextInt(3) > 0);
                        default -> publish(random);
                    });
        }
        return steps;
    }

    /** Mostly sets of organizations that have others below them, and mostly targets that they reach: then sets cascade. */
    private static Step publish(Random random) {
        int set = random.nextInt(3) == 0 ? PLATFORM : random.nextInt(PARENTS.length);
        List<Integer> reached = IntStream.range(0, PARENTS.length)
                .filter(one -> set == PLATFORM || Oracle.isAtOrBelow(one, set))
                .boxed()
                .toList();
        List<OracleRule> rules = new ArrayList<>();
        int count = random.nextInt(5);
        for (int id = 0; id < count; id++) {
            String mode = random.nextInt(5) == 0 ? "OBSERVE" : random.nextInt(8) == 0 ? "OFF" : "ENFORCE";
            int target = random.nextInt(8) == 0
                    ? random.nextInt(PARENTS.length + 1) - 1
                    : reached.get(random.nextInt(reached.size()));
            rules.add(new OracleRule(id, mode, type(random), target, random.nextBoolean()));
        }
        return new Step.Publish(set, rules);
    }

    /** A set that gives every application of a scenario to the organization. */
    static String everything(String organization, String types) {
        return "rules: [{id: everything, match: [{field: instance_of, op: prefix, value: \"" + types
                + "\"}], target: {organization: \"" + organization + "\"}}]";
    }

    /** One that applications have from the beginning, or another one. */
    private static String type(Random random) {
        return random.nextInt(3) == 0 ? "t1" : FIRST_TYPE;
    }

    /** The expected owners. */
    static final class Oracle {

        static final class App {
            boolean present;
            boolean known;
            String type = FIRST_TYPE;
            int owner = -1;
            boolean pinned;
            /** EXPLICIT, RULE or SYSTEM; empty when nobody decided. */
            String source = "";

            String rule = "";
            boolean unassigns;
        }

        final List<App> apps = new ArrayList<>();
        final boolean[] active = {true, true, true, true, true};
        final int[] systemOwners = {-1, -1};
        final Map<Integer, List<OracleRule>> sets = new HashMap<>();
        private boolean ownerFromSystem;

        Oracle() {
            for (int i = 0; i < APPLICATIONS; i++) {
                apps.add(new App());
            }
        }

        static int systemOf(int application) {
            return application % SYSTEMS;
        }

        void run(Step step) {
            if (step instanceof Step.Appear appear) {
                App app = apps.get(appear.application());
                if (app.known && !app.present) {
                    free(app);
                }
                app.present = true;
                app.known = true;
            } else if (step instanceof Step.Remove remove) {
                apps.get(remove.application()).present = false;
            } else if (step instanceof Step.SetType type) {
                apps.get(type.application()).type = type.type();
            } else if (step instanceof Step.Assign assign) {
                assign(apps.get(assign.application()), assign.organization());
            } else if (step instanceof Step.Unassign unassign) {
                explicit(apps.get(unassign.application()), -1);
            } else if (step instanceof Step.Release release) {
                release(apps.get(release.application()));
            } else if (step instanceof Step.OwnSystem own) {
                own(own);
            } else if (step instanceof Step.Activate activate) {
                active[activate.organization()] = activate.active();
            } else if (step instanceof Step.Publish publish && isValid(publish)) {
                sets.put(publish.set(), publish.rules());
            } else if (step instanceof Step.OwnerFromSystem setting) {
                ownerFromSystem = setting.ownerFromSystem();
            }
            // Rules decide whenever anything that they read has changed; deciding again changes nothing.
            apps.stream().filter(app -> app.present).forEach(this::byRules);
        }

        private void assign(App app, int organization) {
            if (active[organization]) {
                explicit(app, organization);
            }
        }

        private static void explicit(App app, int owner) {
            if (app.present) {
                app.owner = owner;
                app.pinned = true;
                app.source = "EXPLICIT";
                app.rule = "";
            }
        }

        private static void release(App app) {
            if (app.present && app.pinned) {
                app.pinned = false;
                app.source = app.owner < 0 ? "" : app.source;
            }
        }

        private static void free(App app) {
            app.owner = -1;
            app.pinned = false;
            app.source = "";
            app.rule = "";
        }

        /** Moving a system unassigns what others own on it; a first owner changes nothing. */
        private void own(Step.OwnSystem own) {
            int before = systemOwners[own.system()];
            if (!active[own.organization()] || before == own.organization()) {
                return;
            }
            systemOwners[own.system()] = own.organization();
            for (int i = 0; i < APPLICATIONS; i++) {
                App app = apps.get(i);
                if (before >= 0
                        && systemOf(i) == own.system()
                        && app.present
                        && app.owner >= 0
                        && app.owner != own.organization()) {
                    free(app);
                }
            }
        }

        /** A set names only what its organization is or has below it, and only active ones. */
        private boolean isValid(Step.Publish publish) {
            return publish.rules().stream()
                    .allMatch(rule -> rule.target() < 0
                            || (active[rule.target()]
                                    && (publish.set() == PLATFORM || isAtOrBelow(rule.target(), publish.set()))));
        }

        static boolean isAtOrBelow(int organization, int top) {
            return organization >= 0 && (organization == top || isAtOrBelow(PARENTS[organization], top));
        }

        private void byRules(App app) {
            if (app.pinned) {
                return;
            }
            int systemOwner = systemOwners[systemOf(apps.indexOf(app))];
            Walk walk = new Walk(app, systemOwner);
            walk.from(PLATFORM);
            if (walk.owner < 0 && walk.blocked) {
                return;
            }
            boolean kept = app.source.equals("RULE") && !app.unassigns;
            if (walk.owner < 0 && ownerFromSystem && !kept && systemOwner >= 0 && active[systemOwner]) {
                walk.owner = systemOwner;
                walk.source = "SYSTEM";
                walk.from(systemOwner);
            }
            if (walk.owner >= 0) {
                boolean same = app.owner == walk.owner && app.source.equals(walk.source) && app.rule.equals(walk.rule);
                if (!same) {
                    app.owner = walk.owner;
                    app.source = walk.source;
                    app.rule = walk.rule;
                    app.unassigns = walk.unassigns;
                }
            } else if (app.source.equals("RULE") && app.unassigns) {
                free(app);
            }
        }

        private final class Walk {
            private final App app;
            private final int systemOwner;
            int owner = -1;
            String source = "";
            String rule = "";
            boolean unassigns;
            boolean blocked;

            Walk(App app, int systemOwner) {
                this.app = app;
                this.systemOwner = systemOwner;
            }

            void from(int set) {
                OracleRule winner = sets.getOrDefault(set, List.of()).stream()
                        .filter(one ->
                                one.mode().equals("ENFORCE") && one.type().equals(app.type))
                        .findFirst()
                        .orElse(null);
                if (winner == null) {
                    return;
                }
                int target = winner.target() < 0 ? systemOwner : winner.target();
                boolean reachable = target >= 0 && active[target] && (set == PLATFORM || isAtOrBelow(target, set));
                if (!reachable) {
                    blocked = true;
                    return;
                }
                owner = target;
                source = "RULE";
                rule = set + "/r" + winner.id();
                unassigns = winner.unassigns();
                if (target != set) {
                    from(target);
                }
            }
        }

        String describe(int application) {
            App app = apps.get(application);
            return "owner %s source %s pinned %s rule %s"
                    .formatted(app.owner < 0 ? "none" : app.owner, app.source, app.pinned, app.rule);
        }
    }
}

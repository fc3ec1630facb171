package dev.muster.cli.demonstration;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One simulated system. The seed and its number determine its modules in each round. */
final class FleetSystem {

    /** The system with an application that is assigned before it is reported. */
    static final int PRE_ASSIGNED = 2;

    /** The system whose last report triggers the brake. */
    static final int BRAKED = 5;

    /** The system that sends an invalid report. */
    static final int INVALID = 8;

    private static final long SEED_MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int MAX_NODES = 3;
    private static final int MAX_USERS = 400;

    private final int number;
    private final List<Module> first;

    FleetSystem(long seed, int number) {
        this.number = number;
        this.first = install(new Random(seed * SEED_MULTIPLIER + number));
    }

    private List<Module> install(Random random) {
        int nodes = 1 + random.nextInt(MAX_NODES);
        List<Module> modules = new ArrayList<>();
        for (Catalog.Entry entry : Catalog.INFRASTRUCTURE) {
            if (modules.size() < 2 || number == BRAKED || random.nextInt(2) == 0) {
                modules.add(module(entry, modules.size(), nodes, random));
            }
        }
        int userFacingCount = number == BRAKED ? Catalog.USER_FACING.size() : 2 + random.nextInt(3);
        List<Catalog.Entry> available = new ArrayList<>(Catalog.USER_FACING);
        available.removeIf(entry -> number == PRE_ASSIGNED
                && entry.name().equals(preAssignedModule().entry().name()));
        for (int i = 0; i < userFacingCount; i++) {
            modules.add(module(available.remove(random.nextInt(available.size())), modules.size(), nodes, random));
        }
        return List.copyOf(modules);
    }

    private static Module module(Catalog.Entry entry, int index, int nodes, Random random) {
        int version = random.nextInt(entry.versions().size());
        return new Module(entry, index + 1, version, 1 + random.nextInt(nodes), 1 + random.nextInt(MAX_USERS));
    }

    /** The application that system {@link #PRE_ASSIGNED} gets in the second round. */
    static Module preAssignedModule() {
        Catalog.Entry mattermost = Catalog.USER_FACING.stream()
                .filter(entry -> entry.name().equals("mattermost"))
                .findFirst()
                .orElseThrow();
        return new Module(mattermost, 42, 0, 1, 20);
    }

    String id() {
        return String.format("neth-%04d", number);
    }

    int number() {
        return number;
    }

    List<Module> firstRound() {
        return first;
    }

    /** Some systems are updated, some lose an application, one gets the pre-assigned application. */
    List<Module> secondRound() {
        List<Module> modules = new ArrayList<>(first);
        if (number % 3 == 1) {
            modules.replaceAll(module -> module.hasNewerVersion() ? module.updated() : module);
        }
        if (losesModule()) {
            modules.remove(modules.size() - 1);
        }
        if (number == PRE_ASSIGNED) {
            modules.add(preAssignedModule());
        }
        return modules;
    }

    /** Half of the lost applications return; one system reports a mass removal. */
    List<Module> thirdRound() {
        if (number == BRAKED) {
            return first.subList(0, 1);
        }
        List<Module> modules = new ArrayList<>(secondRound());
        if (losesModule() && number % 20 == 4) {
            modules.add(first.get(first.size() - 1));
        }
        return modules;
    }

    private boolean losesModule() {
        return number % 10 == 4;
    }
}

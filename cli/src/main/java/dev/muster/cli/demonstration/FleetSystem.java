package dev.muster.cli.demonstration;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One simulated system: what is on it in each round follows from the seed and its number alone. */
final class FleetSystem {

    /** Has its command before the application that it is about. */
    static final int AWAITED = 2;

    /** Reports so little in the last round that the brake holds. */
    static final int BRAKED = 5;

    /** Sends a report that is not valid. */
    static final int INVALID = 8;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int MAX_NODES = 3;
    private static final int MAX_PEOPLE = 400;

    private final int number;
    private final List<Module> first;

    FleetSystem(long seed, int number) {
        this.number = number;
        this.first = install(new Random(seed * SPREAD + number));
    }

    private List<Module> install(Random random) {
        int nodes = 1 + random.nextInt(MAX_NODES);
        List<Module> modules = new ArrayList<>();
        for (Catalog.Entry entry : Catalog.BEHIND) {
            if (modules.size() < 2 || number == BRAKED || random.nextInt(2) == 0) {
                modules.add(module(entry, modules.size(), nodes, random));
            }
        }
        int leastForUsers = number == BRAKED ? Catalog.FOR_USERS.size() : 2 + random.nextInt(3);
        List<Catalog.Entry> left = new ArrayList<>(Catalog.FOR_USERS);
        left.removeIf(entry ->
                number == AWAITED && entry.name().equals(awaited().entry().name()));
        for (int i = 0; i < leastForUsers; i++) {
            modules.add(module(left.remove(random.nextInt(left.size())), modules.size(), nodes, random));
        }
        return List.copyOf(modules);
    }

    private static Module module(Catalog.Entry entry, int before, int nodes, Random random) {
        int version = random.nextInt(entry.versions().size());
        return new Module(entry, before + 1, version, 1 + random.nextInt(nodes), 1 + random.nextInt(MAX_PEOPLE));
    }

    /** The application that the system with the number {@link #AWAITED} gets in the second round. */
    static Module awaited() {
        Catalog.Entry mattermost = Catalog.FOR_USERS.stream()
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

    /** Some are updated, some lose an application, one gets one that was waited for. */
    List<Module> secondRound() {
        List<Module> modules = new ArrayList<>(first);
        if (number % 3 == 1) {
            modules.replaceAll(module -> module.canBeUpdated() ? module.updated() : module);
        }
        if (losesOne()) {
            modules.remove(modules.size() - 1);
        }
        if (number == AWAITED) {
            modules.add(awaited());
        }
        return modules;
    }

    /** Half of what was lost is back; one system says that it has nearly nothing left. */
    List<Module> thirdRound() {
        if (number == BRAKED) {
            return first.subList(0, 1);
        }
        List<Module> modules = new ArrayList<>(secondRound());
        if (losesOne() && number % 20 == 4) {
            modules.add(first.get(first.size() - 1));
        }
        return modules;
    }

    private boolean losesOne() {
        return number % 10 == 4;
    }
}

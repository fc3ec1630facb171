package dev.muster.assignmentservice.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The organization tree, evaluated from scratch for every query. */
final class OracleTree {

    /** The level of the type of each organization, the highest first. */
    private static final int[] TYPES = {0, 1, 2, 3, 3};

    private final @Nullable Integer[] parents = {null, 0, 1, 2, 1};
    private final boolean[] rebrandingEnabled = new boolean[Scenarios.ORGANIZATIONS];
    private final boolean[] active = {true, true, true, true, true};
    private final @Nullable UUID[] lastCause = new UUID[Scenarios.ORGANIZATIONS];

    boolean isRegistered(int organization) {
        return organization < Scenarios.ORGANIZATIONS;
    }

    boolean isActive(int organization) {
        return active[organization];
    }

    @Nullable
    Integer nearestEnabled(int organization) {
        Integer at = organization;
        while (at != null && !rebrandingEnabled[at]) {
            at = parents[at];
        }
        return at;
    }

    @Nullable
    UUID lastCause(int organization) {
        return lastCause[organization];
    }

    void setRebranding(int organization, boolean enabled, UUID command) {
        change(command, () -> rebrandingEnabled[organization] = enabled);
    }

    void setActive(int organization, boolean isActive) {
        active[organization] = isActive;
    }

    void move(int organization, int parent, UUID command) {
        if (organization != 0 && TYPES[parent] < TYPES[organization]) {
            change(command, () -> parents[organization] = parent);
        }
    }

    private void change(UUID command, Runnable change) {
        List<@Nullable Integer> before = allNearest();
        change.run();
        List<@Nullable Integer> after = allNearest();
        for (int i = 0; i < Scenarios.ORGANIZATIONS; i++) {
            if (!Objects.equals(before.get(i), after.get(i))) {
                lastCause[i] = command;
            }
        }
    }

    private List<@Nullable Integer> allNearest() {
        List<@Nullable Integer> all = new ArrayList<>();
        for (int i = 0; i < Scenarios.ORGANIZATIONS; i++) {
            all.add(nearestEnabled(i));
        }
        return all;
    }
}

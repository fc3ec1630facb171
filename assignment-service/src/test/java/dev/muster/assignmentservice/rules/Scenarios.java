package dev.muster.assignmentservice.rules;

import dev.muster.assignmentservice.ownership.OwnershipAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Generates random scenarios over few applications and organizations, and shrinks failing ones. */
final class Scenarios {

    static final int APPLICATIONS = 3;

    /** 0 owner, 1 distributor, 2 reseller, 3 and 4 customers. The next number is not registered. */
    static final int ORGANIZATIONS = 5;

    private Scenarios() {}

    static List<Step> random(long seed, int length) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (int number = 0; number < length; number++) {
            steps.add(random(random, number));
        }
        return steps;
    }

    private static Step random(Random random, int number) {
        int application = random.nextInt(APPLICATIONS);
        int organization = random.nextInt(ORGANIZATIONS);
        int dice = random.nextInt(100);
        if (dice < 45) {
            return command(random, number, application);
        }
        if (dice < 50) {
            return new Step.Repeat(random.nextInt(number + 1));
        }
        if (dice < 58) {
            return new Step.EndOfPoll(random.nextInt(4) == 0);
        }
        if (dice < 61) {
            return new Step.Redelivery(1 + random.nextInt(4));
        }
        if (dice < 68) {
            return new Step.Appear(application);
        }
        if (dice < 73) {
            return new Step.Remove(application);
        }
        if (dice < 75) {
            return new Step.Delete(application);
        }
        if (dice < 79) {
            return new Step.HandleEvent(application);
        }
        if (dice < 85) {
            return new Step.SetRebranding(organization, random.nextBoolean());
        }
        if (dice < 87) {
            return new Step.SetActive(organization, random.nextInt(3) > 0);
        }
        if (dice < 91) {
            return new Step.Move(organization, random.nextInt(ORGANIZATIONS));
        }
        if (dice < 95) {
            return new Step.Propagate();
        }
        return dice < 98 ? new Step.Sweep() : new Step.AdvanceClock(1 + random.nextInt(700));
    }

    private static Step command(Random random, int number, int application) {
        OwnershipAction.Kind[] kinds = OwnershipAction.Kind.values();
        OwnershipAction.Kind kind = kinds[Math.max(0, random.nextInt(kinds.length + 2) - 2)];
        boolean names = kind == OwnershipAction.Kind.ASSIGN_ORGANIZATION
                || (kind == OwnershipAction.Kind.ENABLE_REBRANDING && random.nextBoolean());
        return new Step.Command(
                number,
                application,
                kind,
                names ? organization(random) : null,
                random.nextInt(6) == 0 ? Long.valueOf(random.nextInt(4)) : null,
                random.nextBoolean(),
                random.nextInt(4) == 0 ? Integer.valueOf(random.nextInt(1_500)) : null);
    }

    private static @Nullable Integer organization(Random random) {
        return random.nextInt(20) == 0
                ? Integer.valueOf(ORGANIZATIONS)
                : Integer.valueOf(random.nextInt(ORGANIZATIONS));
    }

    /** Removes steps that are not needed for the scenario to fail. */
    static List<Step> shrink(List<Step> failing, Predicate<List<Step>> fails) {
        List<Step> smallest = failing;
        for (int size = smallest.size() / 2; size >= 1; size = size / 2) {
            int at = 0;
            while (at < smallest.size()) {
                List<Step> smaller = new ArrayList<>(smallest.subList(0, at));
                smaller.addAll(smallest.subList(Math.min(at + size, smallest.size()), smallest.size()));
                if (fails.test(smaller)) {
                    smallest = smaller;
                } else {
                    at += size;
                }
            }
        }
        return smallest;
    }
}

package dev.muster.benchmarks.commands;

import dev.muster.assignment.AssignOrganization;
import dev.muster.assignment.AssignmentCommand;
import dev.muster.benchmarks.fleet.Fleet;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.RegisterOrganization;
import dev.muster.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Generates commands that each assign an application to a different organization than before, so that all of them are
 * applied.
 */
public final class CommandSource {

    /** The number of organizations. */
    public static final int ORGANIZATIONS = 20;

    private static final String ISSUER = "benchmark";
    private static final int APPLICATIONS_PER_SYSTEM = 10;

    private final SingleObjectCodec<AssignmentCommand> assignments = SingleObjectCodec.of(AssignmentCommand.class);
    private final SingleObjectCodec<DirectoryCommand> directory = SingleObjectCodec.of(DirectoryCommand.class);
    private int[] assignmentCounts = {};

    /** Returns the id of a new pass: the upper half of its command ids; the lower half is the command number. */
    public long nextPass() {
        return ThreadLocalRandom.current().nextLong();
    }

    /** Passes the commands of a pass for a range of applications to the consumer, in order. */
    public void assign(long passId, int from, int to, BiConsumer<byte[], byte[]> records) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        if (assignmentCounts.length < to) {
            assignmentCounts = Arrays.copyOf(assignmentCounts, Math.max(to, 2 * assignmentCounts.length));
        }
        for (int number = from; number < to; number++) {
            String application =
                    Fleet.applicationId(number / APPLICATIONS_PER_SYSTEM, number % APPLICATIONS_PER_SYSTEM);
            AssignmentCommand command = AssignmentCommand.newBuilder()
                    .setCommandId(new UUID(passId, number))
                    .setIssuedAt(now)
                    .setIssuedBy(ISSUER)
                    .setApplicationId(application)
                    .setAction(new AssignOrganization(
                            organization(1 + (number + assignmentCounts[number]++) % ORGANIZATIONS)))
                    .build();
            records.accept(bytes(application), assignments.encode(command));
        }
    }

    /** Passes the commands that register the organizations to the consumer. */
    public void organizations(BiConsumer<byte[], byte[]> records) {
        register(organization(0), OrganizationType.OWNER, null, records);
        for (int number = 1; number <= ORGANIZATIONS; number++) {
            register(organization(number), OrganizationType.DISTRIBUTOR, organization(0), records);
        }
    }

    private void register(
            String id, OrganizationType type, @Nullable String parent, BiConsumer<byte[], byte[]> records) {
        RegisterOrganization registered = RegisterOrganization.newBuilder()
                .setOrganizationId(id)
                .setLabel("label:" + id)
                .setName("Organization " + id)
                .setType(type)
                .setParentId(parent)
                .build();
        DirectoryCommand command = new DirectoryCommand(
                UUID.randomUUID(), Instant.now().truncatedTo(ChronoUnit.MICROS), ISSUER, registered);
        records.accept(bytes(id), directory.encode(command));
    }

    private static String organization(int number) {
        return "bench" + number;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

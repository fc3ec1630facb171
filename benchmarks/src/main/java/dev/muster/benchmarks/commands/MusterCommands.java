package dev.muster.benchmarks.commands;

import dev.muster.benchmarks.stack.Bench;
import dev.muster.benchmarks.stack.Waiting;
import dev.muster.benchmarks.systems.MusterService;
import dev.muster.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Muster's assignment service, unpacked and on its options as in its container, with the settings that are the defaults.
 *
 * @param name in the results
 * @param checkout where it was built
 * @param source of all commands to its database
 */
public record MusterCommands(String name, Path checkout, CommandSource source) implements CommandSystem {

    private static final Duration REGISTERED_WITHIN = Duration.ofMinutes(1);

    private static final List<String> TOPICS = List.of(
            Topics.ASSIGNMENT_COMMANDS,
            Topics.ASSIGNMENT_OUTCOMES,
            Topics.ASSIGNMENT_OWNERSHIPS,
            Topics.deadLettersOf(Topics.ASSIGNMENT_COMMANDS),
            Topics.DIRECTORY_COMMANDS,
            Topics.deadLettersOf(Topics.DIRECTORY_COMMANDS),
            Topics.DIRECTORY_ORGANIZATIONS,
            Topics.DIRECTORY_MEMBERSHIPS,
            Topics.INVENTORY_APPLICATIONS,
            Topics.deadLettersOf(Topics.INVENTORY_APPLICATIONS));

    /** As its peer does, whose tables are new each time. The history's trigger would refuse. */
    private static final String FORGET_COMMANDS = """
            do $$
            begin
              if to_regclass('assignment.ownership') is not null then
                perform set_config('session_replication_role', 'replica', true);
                truncate assignment.ownership, assignment.ownership_history, assignment.command_outcome,
                         assignment.waiting_command, assignment.listed_owner;
              end if;
            end
            $$
            """;

    private static final String COUNT_APPLIED =
            "select count(*) from assignment.command_outcome where status = 'APPLIED'";

    private static final String OUTBOX_IS_EMPTY = "select not exists (select from assignment.outbox_page)";

    private static final String COUNT_ORGANIZATIONS =
            "select count(*) from assignment.organization where organization_id like 'bench%'";

    /** Deletes what the service has created. */
    public static void deleteTopics(Bench bench) {
        bench.broker().delete(TOPICS);
    }

    @Override
    public CommandSession open(Bench bench) {
        deleteTopics(bench);
        bench.database().run(FORGET_COMMANDS);
        MusterService service = MusterService.assignment(bench, checkout, "muster-commands", Map.of());
        service.awaitReady();
        CommandSession session = new CommandSession(
                bench,
                source,
                service.process(),
                "muster-assignment-commands",
                TOPICS,
                COUNT_APPLIED,
                () -> bench.database().isTrue(OUTBOX_IS_EMPTY));
        source.organizations((key, value) -> bench.preload().send(Topics.DIRECTORY_COMMANDS, key, value));
        Waiting.until(
                "registering organizations",
                REGISTERED_WITHIN,
                () -> bench.database().count(COUNT_ORGANIZATIONS) == CommandSource.ORGANIZATIONS + 1
                        && bench.database().isTrue(OUTBOX_IS_EMPTY));
        return session;
    }
}

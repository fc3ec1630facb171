package dev.muster.benchmarks.commands;

import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.stack.Polling;
import dev.muster.benchmarks.systems.MusterService;
import dev.muster.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Muster's assignment service with default settings, run as in its container: unpacked and with the shipped JVM
 * options.
 *
 * @param name the name in the results
 * @param checkout the root of its checkout
 * @param source the generator of all commands to its database
 */
public record MusterCommands(String name, Path checkout, CommandSource source) implements CommandSystem {

    private static final Duration REGISTRATION_TIMEOUT = Duration.ofMinutes(1);

    private static final List<String> TOPICS = List.of(
            Topics.ASSIGNMENT_COMMANDS,
            Topics.ASSIGNMENT_OUTCOMES,
            Topics.ASSIGNMENT_OWNERSHIPS,
            Topics.deadLettersOf(Topics.ASSIGNMENT_COMMANDS),
            Topics.DIRECTORY_COMMANDS,
            Topics.deadLettersOf(Topics.DIRECTORY_COMMANDS),
            Topics.DIRECTORY_ORGANIZATIONS,
            Topics.DIRECTORY_MEMBERSHIPS,
            Topics.ASSIGNMENT_RULE_SETS,
            Topics.INVENTORY_APPLICATIONS,
            Topics.deadLettersOf(Topics.INVENTORY_APPLICATIONS));

    /** Empties the tables of ownerships and rules; disables triggers, because the history table rejects deletes. */
    private static final String DELETE_OWNERSHIPS = """
            do $$
            begin
              if to_regclass('assignment.ownership') is not null then
                perform set_config('session_replication_role', 'replica', true);
                truncate assignment.ownership, assignment.ownership_history, assignment.command_outcome,
                         assignment.waiting_command, assignment.listed_owner;
                if to_regclass('assignment.run') is not null then
                  truncate assignment.run, assignment.run_result, assignment.run_item, assignment.rule_set,
                           assignment.rule_work;
                  update assignment.rule_state set version = nextval('assignment.rule_version');
                end if;
              end if;
            end
            $$
            """;

    private static final String COUNT_APPLIED =
            "select count(*) from assignment.command_outcome where status = 'APPLIED'";

    private static final String OUTBOX_IS_EMPTY = "select not exists (select from assignment.outbox_page)";

    private static final String COUNT_ORGANIZATIONS =
            "select count(*) from assignment.organization where organization_id like 'bench%'";

    /** Deletes the topics of the service. */
    public static void deleteTopics(BenchEnvironment bench) {
        bench.broker().delete(TOPICS);
    }

    @Override
    public CommandSession open(BenchEnvironment bench) {
        deleteTopics(bench);
        bench.database().run(DELETE_OWNERSHIPS);
        return open(bench, MusterService.assignment(bench, checkout, "muster-commands", Map.of()));
    }

    /** Uses a service that has just been started; registers the organizations. */
    public CommandSession open(BenchEnvironment bench, MusterService service) {
        service.awaitReady();
        CommandSession session = new CommandSession(
                bench,
                source,
                service.process(),
                "muster-assignment-commands",
                TOPICS,
                COUNT_APPLIED,
                () -> bench.database().isTrue(OUTBOX_IS_EMPTY));
        source.organizations((key, value) -> bench.topicFiller().send(Topics.DIRECTORY_COMMANDS, key, value));
        Polling.await(
                "registering organizations",
                REGISTRATION_TIMEOUT,
                () -> bench.database().count(COUNT_ORGANIZATIONS) == CommandSource.ORGANIZATIONS + 1
                        && bench.database().isTrue(OUTBOX_IS_EMPTY));
        return session;
    }
}

package dev.muster.benchmarks.commands;

import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.stack.JavaProcess;
import dev.muster.benchmarks.systems.MusterService;
import dev.muster.benchmarks.systems.TopicRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Spring Kafka listener that processes one command per transaction, without history and events. */
public final class PlainCommands implements CommandSystem {

    private static final List<String> TOPICS = List.of("bench.commands", "bench.outcomes");

    private static final String CREATE = """
            create schema if not exists peer;
            drop table if exists peer.ownership, peer.outcome;
            create table peer.ownership (
              application_id  text        primary key,
              organization_id text        not null,
              revision        bigint      not null,
              assigned_by     text        not null,
              assigned_at     timestamptz not null
            );
            create table peer.outcome (
              command_id     uuid        primary key,
              application_id text        not null,
              status         text        not null,
              revision       bigint      not null,
              decided_at     timestamptz not null
            );
            """;

    private static final String COUNT_APPLIED = "select count(*) from peer.outcome where status = 'APPLIED'";

    @Override
    public String name() {
        return "plain-listener";
    }

    @Override
    public CommandSession open(BenchEnvironment bench) {
        bench.broker().delete(TOPICS);
        TOPICS.forEach(bench.broker()::create);
        bench.database().run(CREATE);
        Map<String, String> environment = new HashMap<>(bench.peerEnvironment());
        environment.put("BENCH_TOPIC", TOPICS.get(0));
        environment.put("BENCH_OUTCOMES", TOPICS.get(1));
        environment.put("BENCH_GROUP", "plain-commands");
        environment.put("BENCH_SESSION_TIMEOUT_MS", TopicRun.SESSION_TIMEOUT_MS);
        List<String> arguments = new ArrayList<>(MusterService.PLAIN_JVM);
        arguments.addAll(JavaProcess.self("peer", "commands"));
        JavaProcess process = JavaProcess.start("plain-commands", arguments, environment, bench.logs());
        return new CommandSession(
                bench, new CommandSource(), process, "plain-commands", TOPICS, COUNT_APPLIED, () -> true);
    }
}

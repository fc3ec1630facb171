package dev.muster.messaging;

import dev.muster.messaging.consumer.ConsumerLag;
import dev.muster.messaging.database.ServiceDataSource;
import dev.muster.messaging.database.SessionSockets;
import dev.muster.messaging.database.SqlStates;
import dev.muster.messaging.health.PeerWait;
import dev.muster.messaging.health.PipelineCheck;
import dev.muster.messaging.outbox.OutboxRelays;
import dev.muster.messaging.topic.TopicCreator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Starts a service when its peers are there, in whatever order that happens, and stops all of it by one deadline.
 *
 * <p>HTTP is served before this begins; until the schema is there, the pool gives no session, and callers are told to come
 * again. Then relays, background work and listeners start behind the topics. A peer that is away, or refuses the login, is
 * waited for; a migration that fails for another reason ends the service.
 *
 * <p>A stop lets listeners end first, and then relays, which send what the last polls told; all else ends beside them.
 * After {@link #STOP_WITHIN}, the sockets of all database sessions are closed: what waits for a server that does not
 * answer ends by that, and is taken again after the next start.
 */
public final class ServiceLifecycle implements ApplicationRunner, SmartLifecycle, PipelineCheck, AutoCloseable {

    /** When the sessions are cut. Some seconds are left of the 25 in which a service ends. */
    static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    /** When relays are told to stop though a listener has not ended. */
    private static final Duration LISTENERS_WITHIN = Duration.ofSeconds(14);

    private static final Duration END_AFTER_CUT_WITHIN = Duration.ofSeconds(2);

    /** That of the web server's graceful shutdown, which takes its time beside this one. */
    private static final int PHASE = DEFAULT_PHASE - 1024;

    private static final Logger log = LoggerFactory.getLogger(ServiceLifecycle.class);

    private final ApplicationContext context;
    private final @Nullable Flyway flyway;
    private final @Nullable DatabaseRequirement requirement;
    private final ServiceDataSource pool;
    private final SessionSockets sockets;
    private final TopicCreator topics;
    private final KafkaListenerEndpointRegistry listeners;
    private final OutboxRelays relays;
    private final ConsumerLag lag;
    private final List<BackgroundWork> work;
    private final PeerWait database = new PeerWait();
    private final PeerWait kafka = new PeerWait();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Object starting = new Object();
    private volatile boolean running;
    private boolean stopped;
    private volatile boolean begun;

    /** A service that has not begun. */
    ServiceLifecycle(
            ApplicationContext context,
            @Nullable Flyway flyway,
            @Nullable DatabaseRequirement requirement,
            ServiceDataSource pool,
            SessionSockets sockets,
            TopicCreator topics,
            KafkaListenerEndpointRegistry listeners,
            OutboxRelays relays,
            ConsumerLag lag,
            List<BackgroundWork> work) {
        this.context = context;
        this.flyway = flyway;
        this.requirement = requirement;
        this.pool = pool;
        this.sockets = sockets;
        this.topics = topics;
        this.listeners = listeners;
        this.relays = relays;
        this.lag = lag;
        this.work = work;
    }

    /** Returns when all has begun, or the service is stopped before. */
    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        lag.start();
        FutureTask<Boolean> topicsAreThere = new FutureTask<>(() -> topics.create(kafka));
        Thread creator = new Thread(topicsAreThere, "topics");
        creator.setDaemon(true);
        creator.start();
        if (!migrate()) {
            return;
        }
        pool.open();
        // From here on callers are answered; that the topics are there is for the pipeline's health.
        AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        if (await(topicsAreThere)) {
            begin();
        }
    }

    private static boolean await(FutureTask<Boolean> topicsAreThere) throws InterruptedException {
        try {
            return topicsAreThere.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics cannot be created", e.getCause());
        }
    }

    private boolean migrate() throws InterruptedException {
        while (!database.isCancelled()) {
            String problem = tryToMigrate();
            if (problem == null) {
                database.end("the database is there");
                return true;
            }
            database.pause(problem);
        }
        return false;
    }

    /** What is to be waited for; null when the schema is there. */
    private @Nullable String tryToMigrate() {
        DataSource sessions = flyway == null ? pool : flyway.getConfiguration().getDataSource();
        try (Connection session = sessions.getConnection()) {
            String missing = requirement == null ? null : requirement.missing(session);
            if (missing != null) {
                return missing;
            }
        } catch (SQLException e) {
            return problemOf(e);
        }
        try {
            if (flyway != null) {
                flyway.migrate();
            }
            return null;
        } catch (FlywayException e) {
            SQLException cause = SqlStates.find(e);
            if (cause == null || !SqlStates.passes(cause)) {
                throw e;
            }
            return problemOf(cause);
        }
    }

    private String problemOf(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String where = "the database at " + urlWithoutParameters();
        if (state.startsWith("28")) {
            return where + ": it refuses the login of " + pool.getUsername() + " (SQL state " + state
                    + "); look at JDBC_USER and JDBC_PASSWORD";
        }
        if (state.equals("25006")) {
            return where + ": it can only be read";
        }
        return where + ": " + (state.startsWith("08") ? "it does not answer" : "it is not ready") + " (SQL state "
                + state + ")";
    }

    private String urlWithoutParameters() {
        String url = String.valueOf(pool.getJdbcUrl());
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    /** Behind the topics: a broker may make one of its own of what is missing. */
    private void begin() {
        synchronized (starting) {
            if (stopped) {
                return;
            }
            relays.start();
            work.forEach(BackgroundWork::start);
            listeners.getAllListenerContainers().forEach(MessageListenerContainer::start);
            begun = true;
        }
        log.info("all peers are there, the pipeline has begun");
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public @Nullable String problem() {
        if (begun) {
            return null;
        }
        String reason = database.reason().isEmpty() ? kafka.reason() : database.reason();
        return reason.isEmpty() ? "the service is starting" : "waiting for " + reason;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable whenDone) {
        database.cancel();
        kafka.cancel();
        Thread cutter = new Thread(this::cutInTime, "session-cutter");
        cutter.setDaemon(true);
        cutter.start();
        new Thread(
                        () -> {
                            try {
                                stopAll(System.nanoTime() + STOP_WITHIN.toNanos());
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } finally {
                                running = false;
                                whenDone.run();
                            }
                        },
                        "service-stop")
                .start();
    }

    private void stopAll(long deadlineNanos) throws InterruptedException {
        synchronized (starting) {
            stopped = true;
        }
        List<Thread> others = new ArrayList<>();
        for (BackgroundWork one : work) {
            others.add(stopBeside(one, deadlineNanos));
        }
        Collection<MessageListenerContainer> containers = listeners.getAllListenerContainers();
        CountDownLatch ended = new CountDownLatch(containers.size());
        containers.forEach(one -> one.stop(ended::countDown));
        if (!ended.await(LISTENERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("{} listeners have not ended after {}", ended.getCount(), LISTENERS_WITHIN);
        }
        // Who is cut off ends soon after.
        long last = deadlineNanos + END_AFTER_CUT_WITHIN.toNanos();
        relays.stop(Duration.ofMillis(millisUntil(last)));
        ended.await(millisUntil(last), TimeUnit.MILLISECONDS);
        for (Thread other : others) {
            other.join(millisUntil(last));
        }
    }

    private static Thread stopBeside(BackgroundWork one, long deadlineNanos) {
        Thread thread = new Thread(() -> one.stop(Duration.ofMillis(millisUntil(deadlineNanos))), "work-stop");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** At least 1: for a join, 0 is for ever. */
    private static long millisUntil(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime()));
    }

    private void cutInTime() {
        try {
            if (!closed.await(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("the service has not stopped after {}: its database sessions are cut", STOP_WITHIN);
                sockets.cut();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All has ended. */
    @Override
    public void close() {
        closed.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

package dev.muster.messaging;

import dev.muster.messaging.consumer.ConsumerLag;
import dev.muster.messaging.database.ServiceDataSource;
import dev.muster.messaging.database.SessionSockets;
import dev.muster.messaging.database.SqlStates;
import dev.muster.messaging.health.PeerWait;
import dev.muster.messaging.health.PipelineCheck;
import dev.muster.messaging.outbox.OutboxLanes;
import dev.muster.messaging.outbox.OutboxRelays;
import dev.muster.messaging.outbox.OutboxSettings;
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
 * Starts a service when Kafka and PostgreSQL are available, in any order, and stops it within one deadline.
 *
 * <p>HTTP is served earlier; until the schema is migrated, the pool returns no session and callers get an error that
 * asks for a retry. When the topics exist too, relays, background work and listeners start. The service waits for a
 * peer that is unavailable or rejects the login; a migration that fails for another reason ends the service.
 *
 * <p>A stop ends the listeners first and then the relays, which send the events of the last polls; everything else ends
 * in parallel. After {@link #STOP_TIMEOUT}, the sockets of all database sessions are closed, so that statements that
 * wait for a server without response fail; their records are processed again after the next start.
 */
final class ServiceLifecycle implements ApplicationRunner, SmartLifecycle, PipelineCheck, AutoCloseable {

    /** When the database sockets are closed. Some seconds remain of the 25 in which a service has to end. */
    static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    /** When the relays are stopped even if a listener has not ended. */
    private static final Duration LISTENER_STOP_TIMEOUT = Duration.ofSeconds(14);

    private static final Duration GRACE_AFTER_CLOSE = Duration.ofSeconds(2);

    /** The phase of the web server's graceful shutdown, which runs in parallel. */
    private static final int PHASE = DEFAULT_PHASE - 1024;

    private static final Logger log = LoggerFactory.getLogger(ServiceLifecycle.class);

    private final ApplicationContext context;
    private final @Nullable Flyway flyway;
    private final @Nullable DatabaseRequirement requirement;
    private final ServiceDataSource pool;
    private final SessionSockets sockets;
    private final OutboxSettings outbox;
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
    private volatile boolean started;

    ServiceLifecycle(
            ApplicationContext context,
            @Nullable Flyway flyway,
            @Nullable DatabaseRequirement requirement,
            ServiceDataSource pool,
            SessionSockets sockets,
            OutboxSettings outbox,
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
        this.outbox = outbox;
        this.topics = topics;
        this.listeners = listeners;
        this.relays = relays;
        this.lag = lag;
        this.work = work;
    }

    /** Returns when everything has started, or when the service is stopped before that. */
    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        UnknownSettings.warn(System.getenv().keySet());
        lag.start();
        FutureTask<Boolean> topicCreation = new FutureTask<>(() -> topics.create(kafka));
        Thread creator = new Thread(topicCreation, "topics");
        creator.setDaemon(true);
        creator.start();
        if (!migrate()) {
            return;
        }
        pool.open();
        // HTTP requests are served from here on; missing topics show in the health of the pipeline.
        AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        if (await(topicCreation)) {
            startPipeline();
        }
    }

    private static boolean await(FutureTask<Boolean> topicCreation) throws InterruptedException {
        try {
            return topicCreation.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics cannot be created", e.getCause());
        }
    }

    private boolean migrate() throws InterruptedException {
        while (!database.isCancelled()) {
            String problem = tryToMigrate();
            if (problem == null) {
                database.end("the database is available and its schema is migrated");
                return true;
            }
            database.pause(problem);
        }
        return false;
    }

    /** The problem to wait for; null when the schema is migrated. */
    private @Nullable String tryToMigrate() {
        DataSource sessions = flyway == null ? pool : flyway.getConfiguration().getDataSource();
        try (Connection session = sessions.getConnection()) {
            String missing = requirement == null ? null : requirement.findMissing(session);
            if (missing != null) {
                return missing;
            }
        } catch (SQLException e) {
            return describe(e);
        }
        try {
            if (flyway != null) {
                flyway.migrate();
            }
            return agreeOnLanes(sessions);
        } catch (FlywayException e) {
            SQLException cause = SqlStates.findSqlException(e);
            if (cause == null || !SqlStates.isTransient(cause)) {
                throw e;
            }
            return describe(cause);
        }
    }

    private @Nullable String agreeOnLanes(DataSource sessions) {
        try (Connection session = sessions.getConnection()) {
            session.setSchema(pool.getSchema());
            return OutboxLanes.agree(session, outbox.lanes());
        } catch (SQLException e) {
            return describe(e);
        }
    }

    private String describe(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String where = "the database at " + urlWithoutParameters();
        if (state.startsWith("28")) {
            return where + ": it refuses the login of " + pool.getUsername() + " (SQL state " + state
                    + "); look at JDBC_USER and JDBC_PASSWORD";
        }
        if (state.equals("25006")) {
            return where + ": it is read-only";
        }
        return where + ": " + (state.startsWith("08") ? "it does not answer" : "it is not ready") + " (SQL state "
                + state + ")";
    }

    private String urlWithoutParameters() {
        String url = String.valueOf(pool.getJdbcUrl());
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    /** After the topics exist: a broker might otherwise create a missing one with its own defaults. */
    private void startPipeline() {
        synchronized (starting) {
            if (stopped) {
                return;
            }
            relays.start();
            work.forEach(BackgroundWork::start);
            listeners.getAllListenerContainers().forEach(MessageListenerContainer::start);
            started = true;
        }
        log.info("Kafka and the database are available, the pipeline has started");
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public @Nullable String problem() {
        if (started) {
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
        Thread closer = new Thread(this::closeSessionsAfterTimeout, "session-closer");
        closer.setDaemon(true);
        closer.start();
        new Thread(
                        () -> {
                            try {
                                stopAll(System.nanoTime() + STOP_TIMEOUT.toNanos());
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
        for (BackgroundWork each : work) {
            others.add(stopInParallel(each, deadlineNanos));
        }
        Collection<MessageListenerContainer> containers = listeners.getAllListenerContainers();
        CountDownLatch ended = new CountDownLatch(containers.size());
        containers.forEach(container -> container.stop(ended::countDown));
        if (!ended.await(LISTENER_STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("listeners have not stopped count={} timeout={}", ended.getCount(), LISTENER_STOP_TIMEOUT);
        }
        // Work whose session is closed ends soon after.
        long endNanos = deadlineNanos + GRACE_AFTER_CLOSE.toNanos();
        relays.stop(Duration.ofMillis(millisUntil(endNanos)));
        ended.await(millisUntil(endNanos), TimeUnit.MILLISECONDS);
        for (Thread other : others) {
            other.join(millisUntil(endNanos));
        }
    }

    private static Thread stopInParallel(BackgroundWork work, long deadlineNanos) {
        Thread thread = new Thread(() -> work.stop(Duration.ofMillis(millisUntil(deadlineNanos))), "work-stop");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** At least 1: a join with 0 waits without a limit. */
    private static long millisUntil(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime()));
    }

    private void closeSessionsAfterTimeout() {
        try {
            if (!closed.await(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("the service has not stopped, closing its database sockets timeout={}", STOP_TIMEOUT);
                sockets.closeAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called when the context is closed: the database sockets need not be closed any more. */
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
